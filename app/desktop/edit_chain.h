// SPDX-License-Identifier: GPL-3.0-or-later
// Several edits made one after another on a scratch copy, given out as one.
#pragma once

#include "engine/model/edit.h"

#include <optional>
#include <string>
#include <utility>

namespace bayplan {

class EditChain {
public:
    explicit EditChain(const Topology &topology) : m_scratch(topology) {}

    /// The topology with all edits so far.
    const Topology &now() const { return m_scratch; }

    void add(const Edit &edit)
    {
        apply(m_scratch, edit);
        m_edit = m_edit.empty() ? edit : merge(std::move(m_edit), edit);
    }

    /// Keeps the first error; nothing is added after it.
    bool add(const Result<Edit> &edit)
    {
        if (m_error) {
            return false;
        }
        if (!edit) {
            m_error = edit.error();
            return false;
        }
        add(*edit);
        return true;
    }

    Result<Edit> finish(Phrase label) &&
    {
        if (m_error) {
            return *m_error;
        }
        m_edit.label = std::move(label);
        return std::move(m_edit);
    }

private:
    Topology m_scratch;
    Edit m_edit;
    std::optional<Error> m_error;
};

} // namespace bayplan
