// SPDX-License-Identifier: Apache-2.0
// One elector that takes part in several elections among the same members (PATTERNS 5: /elections/NAME/...).
#pragma once

#include "engine/patterns/election.h"

#include <deque>
#include <memory>
#include <string>
#include <vector>

namespace bayplan {

/// Each election is an Election of its own: own term, vote, timers and leader; nothing that happens in one touches
/// another. What they share is the driver:
///
/// | input                 | goes to                                                                           |
/// | --------------------- | --------------------------------------------------------------------------------- |
/// | Started               | each, with its own record of the state                                            |
/// | message of an elector | the election of its configuration; without one the first, which names strangers   |
/// | request               | the election that it names; the first, when it names none or one that is not here |
/// | Woken                 | those whose time has come                                                         |
/// | Cancelled, Stopping   | each                                                                              |
/// | PersistFailed         | those whose record was to be written                                              |
///
/// Their records are one durable state, one after the other. Of a step in which several write, one write holds them
/// all, and what rests on any of them comes behind it.
class Elector final : public MachineOf<Elector> {
public:
    /// `config` is that of an Election with ElectionConfig::further.
    explicit Elector(const MachineConfig &config);

    void step(Time now, Input &&input, Effects &effects) override;
    Time deadline() const override;
    /// ElectionState of the first, with the others in its `further`.
    MachineState state(Time now) const override;
    bool isBusy() const override;
    std::size_t heapBytes() const { return heapBytesOfAll(m_elections, m_records, m_foreign); }

    /// Number 0 is that of ElectionConfig::election, those of `further` follow.
    const Election &election(std::size_t number) const { return m_elections[number]; }

private:
    void stepOne(std::size_t number, Time now, Input &&input);
    void stepAll(Time now, const Input &input);
    void start(Time now, const Started &started);
    std::size_t electionOf(const Input &input) const;
    void writeOut(Effects &effects);

    std::vector<std::string> m_names;
    std::vector<std::uint64_t> m_configurations;
    std::deque<Election> m_elections;
    std::vector<std::string> m_records; ///< as last handed to the disk
    std::string m_foreign;              ///< records of elections that it took part in once
    std::vector<bool> m_wrote;          ///< in the last step

    // Of the step under way.
    Effects m_inner;
    std::vector<Effect> m_before, m_behind; ///< the write
};

/// What one election of several is told at birth: `number` as in Elector::election().
MachineConfig electionConfigOf(const MachineConfig &config, std::size_t number);

} // namespace bayplan
