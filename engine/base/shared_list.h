// SPDX-License-Identifier: Apache-2.0
// A list that many hold and few change.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <memory>
#include <utility>
#include <vector>

namespace bayplan {

/// Copies share their elements until one of them is edited. Any number of threads may read copies of their own.
template <class T>
class SharedList {
public:
    SharedList() = default;
    SharedList(std::initializer_list<T> elements) : SharedList(std::vector<T>(elements)) {}
    SharedList(std::vector<T> list) : m_list(std::make_shared<std::vector<T>>(std::move(list))) {}

    const std::vector<T> &list() const
    {
        static const std::vector<T> none;
        return m_list ? *m_list : none;
    }
    operator const std::vector<T> &() const { return list(); }

    std::size_t size() const { return list().size(); }
    bool empty() const { return list().empty(); }
    const T &operator[](std::size_t index) const { return (*m_list)[index]; }
    const T &at(std::size_t index) const { return list().at(index); }
    const T &front() const { return list().front(); }
    const T &back() const { return list().back(); }
    auto begin() const { return list().begin(); }
    auto end() const { return list().end(); }

    /// Its own from now on.
    std::vector<T> &edit()
    {
        if (!m_list || m_list.use_count() > 1)
            m_list = std::make_shared<std::vector<T>>(list());
        return *m_list;
    }

    bool operator==(const SharedList &other) const { return list() == other.list(); }

private:
    std::shared_ptr<std::vector<T>> m_list;
};

} // namespace bayplan
