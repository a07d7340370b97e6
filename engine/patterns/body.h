// SPDX-License-Identifier: Apache-2.0
// The content of a request or a reply, which is one of several kinds.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <utility>

namespace bayplan {

/// As cheap to pass on as a pointer: copies share one content, and who edits it gets a content of its own when others
/// have it too. Holds nothing until it is given something. Each object is used by one thread at a time; objects that
/// share a content may be in different threads.
template <class... Kinds>
class Body {
    template <class Kind>
    static constexpr bool isKind = (std::is_same_v<Kind, Kinds> || ...);

public:
    Body() = default;
    template <class Kind, class = std::enable_if_t<isKind<std::remove_cvref_t<Kind>>>>
    Body(Kind &&content)
        : m_shared(new Holding<std::remove_cvref_t<Kind>>{{{1}, indexOf<std::remove_cvref_t<Kind>>()},
                                                          std::forward<Kind>(content)})
    {}
    Body(const Body &other) : m_shared(other.m_shared)
    {
        if (m_shared != nullptr)
            m_shared->users.fetch_add(1, std::memory_order_relaxed);
    }
    Body(Body &&other) noexcept : m_shared(std::exchange(other.m_shared, nullptr)) {}
    Body &operator=(const Body &other) { return *this = Body(other); }
    Body &operator=(Body &&other) noexcept
    {
        std::swap(m_shared, other.m_shared);
        other.clear();
        return *this;
    }
    ~Body() { clear(); }

    bool empty() const { return m_shared == nullptr; }

    template <class Kind>
    bool is() const
    {
        static_assert(isKind<Kind>);
        return m_shared != nullptr && m_shared->kind == indexOf<Kind>();
    }

    /// Null when it is of another kind. Good until the body changes.
    template <class Kind>
    const Kind *as() const
    {
        return is<Kind>() ? &static_cast<const Holding<Kind> *>(m_shared)->content : nullptr;
    }

    /// The same to be changed, or to be moved from.
    template <class Kind>
    Kind *edit()
    {
        if (!is<Kind>())
            return nullptr;
        if (m_shared->users.load(std::memory_order_acquire) > 1)
            *this = Body(*as<Kind>());
        return &static_cast<Holding<Kind> *>(m_shared)->content;
    }

    /// Calls `visitor` with the content; not when empty.
    template <class Visitor>
    auto visit(Visitor &&visitor) const
    {
        using Answer = std::common_type_t<std::invoke_result_t<Visitor, const Kinds &>...>;
        Answer answer{};
        static_cast<void>(((is<Kinds>() && (answer = visitor(*as<Kinds>()), true)) || ...));
        return answer;
    }

private:
    struct Shared {
        std::atomic<std::uint32_t> users;
        std::uint32_t kind;
    };
    template <class Kind>
    struct Holding : Shared {
        Kind content;
    };

    template <class Kind>
    static constexpr std::uint32_t indexOf()
    {
        std::uint32_t index = 0;
        static_cast<void>(((std::is_same_v<Kind, Kinds> || (++index, false)) || ...));
        return index;
    }

    /// A sole user need not count down, which is dear.
    void clear()
    {
        Shared *const shared = std::exchange(m_shared, nullptr);
        if (shared != nullptr && (shared->users.load(std::memory_order_acquire) == 1 ||
                                  shared->users.fetch_sub(1, std::memory_order_acq_rel) == 1))
            destroy(shared);
    }

    static void destroy(Shared *shared)
    {
        static_cast<void>(
            ((shared->kind == indexOf<Kinds>() && (delete static_cast<Holding<Kinds> *>(shared), true)) || ...));
    }

    Shared *m_shared = nullptr;
};

} // namespace bayplan
