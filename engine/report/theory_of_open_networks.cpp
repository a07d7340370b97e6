// SPDX-License-Identifier: Apache-2.0
// What Poisson loads bring goes from service to service: open networks of queues (Jackson, 1957; Baskett, Chandy, Muntz
// and Palacios, 1975). A service gives its slot back before it calls others, so that a request goes from station to
// station by a route that its draws alone decide. Where exponential stations serve all alike, each of them is M/M/c by
// itself and every visit meets it as it is on average, though the streams between them need not be Poisson and routes
// depend on the past (Kelly, Reversibility and Stochastic Networks, 1979, chapter 3).
#include "engine/report/theory.h"
#include "engine/report/theory_facts.h"

#include <algorithm>
#include <deque>
#include <utility>

namespace bayplan {
namespace {

enum class Along { Calls, Answers };

class OpenNetwork {
public:
    explicit OpenNetwork(const TheoryFacts &facts);
    void addTo(std::vector<TheoryFigures> &all) const;

private:
    bool isStation(InstanceIndex index) const;
    void exclude(std::vector<char> &among, Along way) const;
    bool sumUp(std::vector<double> &values, Along way) const;
    bool findRates();
    bool findTimes();
    void add(InstanceIndex index, std::vector<TheoryFigures> &all) const;

    double callsOf(InstanceIndex caller, std::size_t peer) const
    {
        return m_facts.plan().instances[caller].machine->peers[peer].callsPerRequest;
    }
    template <class Visit>
    void eachCall(InstanceIndex index, Along way, Visit visit) const;

    const TheoryFacts &m_facts;
    std::vector<char> m_isKnown;      ///< by instance: all that comes there
    std::vector<char> m_hasTime;      ///< and all that it calls
    std::vector<double> m_rates;      ///< of arrivals, per second
    std::vector<double> m_ownSeconds; ///< of a visit, without its calls
    std::vector<double> m_seconds;    ///< with them
};

/// Services that a service calls, or is called by, and how often per request.
template <class Visit>
void OpenNetwork::eachCall(InstanceIndex index, Along way, Visit visit) const
{
    if (way == Along::Answers) {
        for (const auto &[caller, peer] : m_facts.callersOf(index)) {
            if (m_facts.configOf<ServiceConfig>(caller) != nullptr && callsOf(caller, peer) > 0)
                visit(caller, callsOf(caller, peer));
        }
    } else if (m_facts.configOf<ServiceConfig>(index) != nullptr) {
        const auto &peers = m_facts.plan().instances[index].peers;
        for (std::size_t peer = 0; peer < peers.size(); ++peer) {
            if (callsOf(index, peer) > 0)
                visit(peers[peer].instance, callsOf(index, peer));
        }
    }
}

OpenNetwork::OpenNetwork(const TheoryFacts &facts)
    : m_facts(facts), m_isKnown(facts.plan().instances.size()), m_rates(m_isKnown.size()),
      m_ownSeconds(m_isKnown.size()), m_seconds(m_isKnown.size())
{
    for (InstanceIndex index = 0; index < m_isKnown.size(); ++index)
        m_isKnown[index] = isStation(index);
    exclude(m_isKnown, Along::Calls);
    if (!findRates() || !findTimes())
        m_isKnown.assign(m_isKnown.size(), false);
}

bool OpenNetwork::isStation(InstanceIndex index) const
{
    const ServiceConfig *service = m_facts.reliableService(index);
    if (service == nullptr || !m_facts.onlyInstanceOf(m_facts.plan().instances[index].element) ||
        m_facts.callsAtOnce(index) > 1 || (service->concurrency > 0 && !isExponential(service->serviceTime)))
        return false;
    return std::ranges::all_of(m_facts.callersOf(index), [this](const CallerOf &caller) {
        const bool isService = m_facts.configOf<ServiceConfig>(caller.instance) != nullptr;
        if (isService && callsOf(caller.instance, caller.peer) <= 0)
            return true;
        return m_facts.isPlain(caller.instance, caller.peer) && (isService || m_facts.isPoissonLoad(caller));
    });
}

/// Those, too, that one that is out calls, or answers.
void OpenNetwork::exclude(std::vector<char> &among, Along way) const
{
    std::vector<InstanceIndex> work;
    for (InstanceIndex index = 0; index < among.size(); ++index) {
        if (among[index] == 0)
            work.push_back(index);
    }
    while (!work.empty()) {
        const InstanceIndex index = work.back();
        work.pop_back();
        eachCall(index, way, [&](InstanceIndex other, double) {
            if (std::exchange(among[other], char{false}) != 0)
                work.push_back(other);
        });
    }
}

/// To each value what comes from the others, from their others, and so on. False when there is no end to it: a circle
/// that brings back as much as it was given.
bool OpenNetwork::sumUp(std::vector<double> &values, Along way) const
{
    constexpr double negligible = 1e-12;
    const std::vector<char> &among = way == Along::Calls ? m_isKnown : m_hasTime;
    std::vector<double> pending = std::exchange(values, std::vector<double>(values.size()));
    std::vector<char> waits(values.size());
    std::deque<InstanceIndex> work;
    for (InstanceIndex index = 0; index < pending.size(); ++index) {
        waits[index] = pending[index] > 0;
        if (waits[index] != 0)
            work.push_back(index);
    }
    for (std::size_t left = 1'000 * values.size(); !work.empty(); --left) {
        if (left == 0)
            return false;
        const InstanceIndex index = work.front();
        work.pop_front();
        waits[index] = false;
        const double part = std::exchange(pending[index], 0.0);
        values[index] += part;
        eachCall(index, way, [&](InstanceIndex other, double calls) {
            if (among[other] == 0)
                return;
            pending[other] += part * calls;
            if (waits[other] == 0 && pending[other] > negligible * values[other]) {
                waits[other] = true;
                work.push_back(other);
            }
        });
    }
    return true;
}

/// By the traffic equations. What is not stable, or refuses, passes on who knows what.
bool OpenNetwork::findRates()
{
    for (InstanceIndex index = 0; index < m_isKnown.size(); ++index) {
        for (const CallerOf &caller : m_facts.callersOf(index)) {
            const auto *load = m_facts.configOf<LoadConfig>(caller.instance);
            m_rates[index] += m_isKnown[index] != 0 && load != nullptr ? load->ratePerSecond : 0;
        }
    }
    if (!sumUp(m_rates, Along::Calls))
        return false;
    for (InstanceIndex index = 0; index < m_isKnown.size(); ++index) {
        if (m_isKnown[index] == 0)
            continue;
        const auto own = timeInStation(*m_facts.configOf<ServiceConfig>(index), m_rates[index]);
        m_isKnown[index] = own.has_value();
        m_ownSeconds[index] = own.value_or(0);
    }
    exclude(m_isKnown, Along::Calls);
    return true;
}

bool OpenNetwork::findTimes()
{
    m_hasTime = m_isKnown;
    exclude(m_hasTime, Along::Answers);
    for (InstanceIndex index = 0; index < m_hasTime.size(); ++index) {
        if (m_hasTime[index] == 0)
            continue;
        m_seconds[index] = m_ownSeconds[index];
        for (std::size_t peer = 0; peer < m_facts.plan().instances[index].peers.size(); ++peer)
            m_seconds[index] += std::max(callsOf(index, peer), 0.0) * m_facts.latencyOf(index, peer);
    }
    return sumUp(m_seconds, Along::Answers);
}

void OpenNetwork::addTo(std::vector<TheoryFigures> &all) const
{
    for (const ContainerFigures &container : m_facts.report().containers) {
        const auto index = m_facts.onlyInstanceOf(container.id);
        if (index && m_isKnown[*index] != 0 && container.latency.samples > 0)
            add(*index, all);
    }
}

/// What addStations() has not said of a station that only loads call.
void OpenNetwork::add(InstanceIndex index, std::vector<TheoryFigures> &all) const
{
    const ServiceConfig &service = *m_facts.configOf<ServiceConfig>(index);
    const double seconds = toSeconds(service.serviceTime.expected());
    const bool isUnbounded = service.concurrency == 0;
    const auto addFigure = [&](std::string formula, const char *figure, double value) {
        m_facts.add(all, SubjectKind::Container, m_facts.plan().instances[index].element,
                    {.formula = std::move(formula), .figure = figure, .value = value});
    };
    const std::string formula =
        isUnbounded ? "M/G/infinity (BCMP)" : "M/M/" + std::to_string(service.concurrency) + " (Jackson)";
    const bool isByItself = m_facts.arrivalsAt(index).has_value();
    const bool calls = m_facts.callsAtOnce(index) > 0;
    if (!isByItself && !calls)
        addFigure(formula, "mean", m_ownSeconds[index]);
    if (calls && m_hasTime[index] != 0)
        addFigure("open network (Jackson)", "mean", m_seconds[index]);
    if (!isByItself && isUnbounded)
        addFigure(formula, "inService", m_rates[index] * seconds);
    if (!isByItself && !isUnbounded) {
        addFigure(formula, "utilisation", m_rates[index] * seconds / service.concurrency);
        addFigure(formula, "waiting", m_rates[index] * (m_ownSeconds[index] - seconds));
    }
}

} // namespace

void addOpenNetworks(const TheoryFacts &facts, std::vector<TheoryFigures> &all)
{
    OpenNetwork(facts).addTo(all);
}

} // namespace bayplan
