// SPDX-License-Identifier: GPL-3.0-or-later
// What a recipe writes its parts with: edits on a scratch copy, one after another, and where the new pods stand.
#pragma once

#include "app/desktop/edit_chain.h"
#include "app/desktop/pattern_recipe.h"

#include <functional>
#include <initializer_list>
#include <map>
#include <string>
#include <vector>

namespace bayplan {

/// The first thing that goes wrong is kept and given out by finish(); until then every call is harmless.
class PatternDraft {
public:
    PatternDraft(const Topology &topology, const PatternPlace &where);

    const Topology &now() const { return m_chain.now(); }

    /// What the pattern serves: the container at its place, or a new one of `kind`. Another kind that was aimed at is
    /// refused, unless its pod has one that suits.
    ElementId serve(const std::string &kind, const std::string &pod, const std::string &name);
    /// A container at its place that calls others, by the port that it does so; a new one where there is none.
    Endpoint caller(const std::string &pod, const std::string &name, bool mayBeLoad = false);
    /// Any container at its place that an adapter can read: memcached, or a service; a new memcached where there is
    /// none.
    ElementId source(const std::string &pod, const std::string &name);
    /// Whether it was put on a pod, or a container of it.
    bool aimsAtPod() const { return !m_joined.empty(); }
    bool isNew(const ElementId &id) const { return !contains(m_before, id); }

    /// New pods stand in columns, 0 at the left, those of a column under one another.
    ElementId pod(int column, const std::string &name);
    ElementId container(const std::string &kind, const ElementId &pod, const std::string &name);
    ElementId link(const Endpoint &from, const Endpoint &to);
    ElementId volume(const std::string &name);
    ElementId fault(const std::string &kind, const std::string &target);

    /// What equals the default is not written.
    void set(const ElementId &id, const std::string &key, const Value &value);
    void set(const ElementId &id, const ParamReader &answers, std::initializer_list<const char *> keys);
    /// Mounts the volume that holds `folder` already, else a new one, and gives the volume's name.
    std::string mount(const ElementId &container, const std::string &volume, const std::string &folder);
    void mountToo(const ElementId &container, const std::string &volume, const std::string &folder, bool readOnly);
    void replicas(const ElementId &pod, std::int64_t least);
    /// Of the run, yet not after `latest`: when something shall break in it.
    std::string moment(double fraction, Duration latest) const;
    /// Requests for what the pattern has brought itself, from a generator in a pod of its own; none at rate 0.
    void client(const ElementId &target, double perSecond);

    /// The calls of `caller` to containers that suit are made by `middle` from now on, which `caller` calls in their
    /// place; gives the links from `middle`, in order of ids.
    std::vector<ElementId> stepBetween(const ElementId &caller, const Endpoint &in, const Endpoint &out,
                                       const std::function<bool(const Container &)> &suits);

    ElementId podOf(const ElementId &container) const;
    void refuse(const std::string &sentence, const std::string &advice = {});
    Result<Edit> finish(Phrase label) &&;

private:
    /// Of the containers at the place, the one that suits; "" when one shall be made, also after a refusal.
    ElementId found(const std::function<bool(const Container &)> &suits, const std::string &wanted);
    void makeRoom();
    void arrange();

    const Topology &m_before;
    PatternPlace m_where;
    EditChain m_chain;
    ElementId m_joined; ///< the pod
    std::map<int, std::vector<ElementId>> m_columns;
};

} // namespace bayplan
