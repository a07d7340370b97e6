// SPDX-License-Identifier: Apache-2.0
// What becomes of a member when its owner is copied, where the language would say otherwise.
#pragma once

#include <memory>
#include <utility>

namespace bayplan {

/// A std::unique_ptr whose copies own a clone() of what it owns.
template <class T>
class Cloned : public std::unique_ptr<T> {
public:
    using std::unique_ptr<T>::unique_ptr;
    Cloned() = default;
    Cloned(std::unique_ptr<T> other) noexcept : std::unique_ptr<T>(std::move(other)) {}
    Cloned(const Cloned &other) : std::unique_ptr<T>(other ? other->clone() : nullptr) {}
    Cloned(Cloned &&) noexcept = default;
    Cloned &operator=(const Cloned &other) { return *this = Cloned(other); }
    Cloned &operator=(Cloned &&) noexcept = default;
    ~Cloned() = default;
};

/// What belongs to one object alone: its copies begin with a T of their own, as new.
template <class T>
class Uncopied {
public:
    Uncopied() = default;
    Uncopied(const Uncopied &) {}
    Uncopied(Uncopied &&) noexcept = default;
    Uncopied &operator=(const Uncopied &) = delete;
    Uncopied &operator=(Uncopied &&) noexcept = default;
    Uncopied &operator=(T value)
    {
        m_value = std::move(value);
        return *this;
    }
    ~Uncopied() = default;

    T &operator*() { return m_value; }
    T &operator->() { return m_value; }
    operator const T &() const { return m_value; }
    explicit operator bool() const { return static_cast<bool>(m_value); }

private:
    T m_value{};
};

} // namespace bayplan
