// SPDX-License-Identifier: Apache-2.0
// What an adapter promises (PATTERNS 4): a scrape is whole, and of the figures that have just come, or it fails whole:
// `up 0`, the reason, and not one figure.
#include "simulator/invariants.h"
#include "simulator/number_table.h"

#include <algorithm>

namespace bayplan {
namespace {

class AdapterWatch final : public PatternWatch {
public:
    AdapterWatch(const Plan &plan, Violations &violations) : PatternWatch(plan, violations), m_adapters(plan) {}

    void started(InstanceIndex instance, Time, const std::string &, const SkewedClock &) override
    {
        m_adapters[instance].asked.closeAll();
    }
    void stepping(InstanceIndex instance, Time now, const Input &input) override;
    void stepped(const WatchedStep &step) override;

private:
    struct Adapter {
        NumberTable<RequestId> asked; ///< by call: for whom

        // of the step under way
        RequestId began = 0;
        RequestId answered = 0;  ///< whose figures have come
        std::size_t figures = 0; ///< how many
        bool isWhole = false;    ///< and without an error
    };

    void checkReply(const WatchedStep &step, const Adapter &adapter, RequestId request, const MetricsReply &reply);
    void checkFailed(const WatchedStep &step, const MetricsReply &reply);

    WatchedOf<Adapter, AdapterConfig> m_adapters;
    NumberTable<bool> m_scrapes; ///< whether the container was asked
};

void AdapterWatch::stepping(InstanceIndex instance, Time, const Input &input)
{
    Adapter &adapter = m_adapters[instance];
    adapter.began = adapter.answered = 0;
    adapter.isWhole = false;
    if (const auto *requested = std::get_if<Requested>(&input)) {
        adapter.began = requested->request;
        m_scrapes.open(requested->request) = false;
        return;
    }
    const auto *received = std::get_if<Received>(&input);
    const auto *answer = received != nullptr ? std::get_if<Answer>(&received->message) : nullptr;
    const RequestId *request = answer != nullptr ? adapter.asked.find(answer->id) : nullptr;
    if (request == nullptr)
        return;
    const auto *figures = answer->body.as<MetricsReply>();
    adapter.answered = *request;
    adapter.isWhole = answer->status == CallStatus::Ok && figures != nullptr && figures->error.empty();
    adapter.figures = figures != nullptr ? figures->samples.size() : 0;
    adapter.asked.close(answer->id);
}

void AdapterWatch::stepped(const WatchedStep &step)
{
    Adapter &adapter = m_adapters[step.instance];
    for (const Effect &effect : step.effects) {
        if (const auto *send = std::get_if<SendEffect>(&effect)) {
            const auto *call = std::get_if<Call>(&send->message);
            if (call == nullptr || adapter.began == 0)
                continue;
            adapter.asked.open(call->id) = adapter.began;
            m_scrapes.open(adapter.began) = true;
        } else if (const auto *reply = std::get_if<ReplyEffect>(&effect)) {
            const bool *isAsked = m_scrapes.find(reply->request);
            const auto *figures = reply->body.as<MetricsReply>();
            if (isAsked != nullptr && *isAsked && figures != nullptr)
                checkReply(step, adapter, reply->request, *figures);
            m_scrapes.close(reply->request);
        }
    }
}

void AdapterWatch::checkReply(const WatchedStep &step, const Adapter &adapter, RequestId request,
                              const MetricsReply &reply)
{
    if (!reply.error.empty())
        return checkFailed(step, reply);
    constexpr std::size_t ownMost = 2; // `up`, with and without the prefix
    const bool isTheirs = adapter.answered == request && adapter.isWhole;
    if (!isTheirs)
        broken(step.instance, step.now, "Figures from nowhere", "answers a scrape as good, and no figures have come");
    else if (reply.samples.size() < adapter.figures || reply.samples.size() > adapter.figures + ownMost)
        broken(step.instance, step.now, "Half a scrape",
               "gives " + std::to_string(reply.samples.size()) + " of " + std::to_string(adapter.figures) + " figures");
    else if (adapter.figures > configOf<AdapterConfig>(step.instance).maxSamples)
        broken(step.instance, step.now, "A limit passed",
               "gives " + std::to_string(adapter.figures) + " figures, more than it takes");
    const auto up = std::ranges::find(reply.samples, "up", &MetricSample::name);
    if (up == reply.samples.end() || up->value != 1)
        broken(step.instance, step.now, "A good scrape that is not up", "gives figures without up 1");
}

void AdapterWatch::checkFailed(const WatchedStep &step, const MetricsReply &reply)
{
    for (const MetricSample &sample : reply.samples) {
        const bool isUp = sample.name == "up" || sample.name.ends_with("_up");
        if (isUp && sample.value != 0)
            broken(step.instance, step.now, "A failed scrape that is up", "says " + sample.name + " 1 and an error");
        else if (!isUp && sample.name != "scrape_error")
            broken(step.instance, step.now, "Half a scrape", "gives " + sample.name + " with an error");
    }
}

} // namespace

std::unique_ptr<Watch> makeAdapterWatch(const Plan &plan, Violations &violations)
{
    return std::make_unique<AdapterWatch>(plan, violations);
}

} // namespace bayplan
