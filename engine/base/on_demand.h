// SPDX-License-Identifier: Apache-2.0
// A value that most owners never need: no memory before it is asked for.
#pragma once

#include <memory>
#include <utility>

namespace bayplan {

/// Copies are deep.
template <class T>
class OnDemand {
public:
    OnDemand() = default;
    OnDemand(const OnDemand &other) : m_value(other.m_value ? std::make_unique<T>(*other.m_value) : nullptr) {}
    OnDemand(OnDemand &&) noexcept = default;
    OnDemand &operator=(const OnDemand &other) { return *this = OnDemand(other); }
    OnDemand &operator=(OnDemand &&) noexcept = default;
    ~OnDemand() = default;

    /// Null before the first value().
    const T *get() const { return m_value.get(); }
    T *get() { return m_value.get(); }

    /// Made now if it is not there yet.
    T &value()
    {
        if (!m_value)
            m_value = std::make_unique<T>();
        return *m_value;
    }

    void set(T value) { this->value() = std::move(value); }
    void clear() { m_value.reset(); }

private:
    std::unique_ptr<T> m_value;
};

} // namespace bayplan
