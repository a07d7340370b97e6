// SPDX-License-Identifier: Apache-2.0
// A topology under way: builders change a copy through it, one slot after another, and get the edit that does the same.
#pragma once

#include "engine/model/edit.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace bayplan {

class Draft {
public:
    /// `topology` must live as long as the draft.
    explicit Draft(const Topology &topology, Phrase label) : m_before(topology), m_edit{std::move(label), {}} {}

    /// As it stands now; good until the next put() or remove().
    const Topology &topology() const
    {
        if (m_applied < m_edit.slots.size() && !m_now)
            m_now.emplace(m_before);
        for (; m_applied < m_edit.slots.size(); ++m_applied)
            apply(*m_now, Edit{{}, {m_edit.slots[m_applied]}});
        return m_now ? *m_now : m_before;
    }

    template <class T>
    void put(T element)
    {
        const ElementId id = element.id;
        m_edit.slots.emplace_back(Slot<T>{id, std::move(element)});
    }
    template <class T>
    void remove(const ElementId &id)
    {
        m_edit.slots.emplace_back(Slot<T>{id, std::nullopt});
    }
    void putSettings(DocumentSettings settings)
    {
        m_edit.slots.emplace_back(Slot<DocumentSettings>{"document", std::move(settings)});
    }

    /// With each id once.
    Edit take() { return merge(Edit{}, std::move(m_edit)); }

private:
    // A copy of a large drawing takes longer than most edits of it: it is made when somebody looks at what was put.
    const Topology &m_before;
    mutable std::optional<Topology> m_now;
    mutable std::size_t m_applied = 0; ///< of the edit's slots
    Edit m_edit;
};

struct Numbered {
    std::string base;
    std::int64_t number = 0;
};

/// "web-3" is web and 3; nothing where no number stands behind a hyphen.
std::optional<Numbered> splitNumber(const std::string &name);

/// `stem` as a DNS label, with a number behind it where `isTaken` demands one: web, web-2, web-3. Asks some twenty times
/// where a million are taken; with gaps among those, the name may be of any of the gaps.
std::string freeName(std::string_view stem, const std::function<bool(const std::string &)> &isTaken);

/// True when a pod, or a replica of one, answers to the name.
bool podNameTaken(const Topology &topology, const std::string &name, const ElementId &except = {});
bool containerNameTaken(const Topology &topology, const ElementId &pod, const std::string &name,
                        const ElementId &except = {});
bool volumeNameTaken(const Topology &topology, const std::string &name, const ElementId &except = {});

/// Takes them out of the groups that they are in; a group that is left empty goes, and leaves its own.
/// `joined` keeps them.
void leaveGroups(Draft &draft, std::set<ElementId> leaving, const ElementId &joined = {});

/// Takes containers that have gone, or went to another pod, out of the order of cards.
void leaveCards(Draft &draft, const std::set<ElementId> &leaving);

/// The pod that answers to the name by its own or by that of a replica; empty when there is none.
ElementId podNamed(const Topology &topology, const std::string &name);

/// The element that a fault's target names: an id, a pod's name, "POD-NAME-INDEX", or a container of one of these as
/// "web-0/app"; empty when there is none.
ElementId targetOf(const Topology &topology, const std::string &target);

} // namespace bayplan
