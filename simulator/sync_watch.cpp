// SPDX-License-Identifier: Apache-2.0
// What a content sync promises (PATTERNS 2): 5xx until the first sync, and from then on what was published, whatever
// fails later; it names a revision that was fetched to its end within the time-out, and never an older one than before;
// one fetch at a time, not before the period or the back-off is over.
#include "engine/base/units.h"
#include "simulator/invariants.h"

#include <algorithm>
#include <optional>
#include <string_view>

namespace bayplan {
namespace {

constexpr Duration firstBackoff = std::chrono::seconds(1);

/// Of a simulated source, which counts its revisions; nothing before the first one.
std::optional<std::int64_t> numberOf(std::string_view revision)
{
    constexpr std::string_view start = "revision-";
    return revision.starts_with(start) ? parseInteger(revision.substr(start.size())) : std::nullopt;
}

class SyncWatch final : public PatternWatch {
public:
    SyncWatch(const Plan &plan, Violations &violations) : PatternWatch(plan, violations), m_folders(plan) {}

    void started(InstanceIndex instance, Time, const std::string &durable, const SkewedClock &) override
    {
        m_folders[instance] = {};
        m_folders[instance].published = durable;
    }
    void stepping(InstanceIndex instance, Time, const Input &input) override
    {
        Folder &folder = m_folders[instance];
        folder.hasFailed = false;
        folder.isRefused = std::holds_alternative<PersistFailed>(input);
        if (folder.isRefused)
            folder.published = folder.before;
        folder.stopping = folder.stopping || std::holds_alternative<Stopping>(input);
        const auto *requested = std::get_if<Requested>(&input);
        folder.isAsked = requested != nullptr || std::holds_alternative<Cancelled>(input);
        folder.isPage = requested != nullptr && requested->body.as<HttpRequest>() != nullptr;
    }
    void stepped(const WatchedStep &step) override;

private:
    struct Folder {
        std::string published;
        std::string before; ///< what the link named before that: it names it again when its write fails
        std::uint64_t fetches = 0;
        Time began{}, ended{};
        Time deadline = Time::min(); ///< of the machine
        Duration backoff{0};         ///< 0: the last fetch was good
        bool isFetching = false;
        bool stopping = false;

        // of the step under way
        bool isAsked = false; ///< somebody asks, or asks no more
        bool isPage = false;
        bool hasFailed = false;
        bool isRefused = false; ///< by the disk
    };

    void hears(const WatchedStep &step, Folder &folder, const EventEffect &event);
    void checkAnswer(const WatchedStep &step, const Folder &folder, const HttpReply &reply);
    void checkFetches(const WatchedStep &step, Folder &folder);
    void endFetch(const WatchedStep &step, Folder &folder);

    WatchedOf<Folder, SyncConfig> m_folders;
};

void SyncWatch::stepped(const WatchedStep &step)
{
    Folder &folder = m_folders[step.instance];
    for (const Effect &effect : step.effects) {
        if (const auto *event = std::get_if<EventEffect>(&effect)) {
            hears(step, folder, *event);
        } else if (const auto *answer = std::get_if<ReplyEffect>(&effect)) {
            if (const auto *reply = answer->body.as<HttpReply>(); reply != nullptr && folder.isPage)
                checkAnswer(step, folder, *reply);
        }
    }
    // After a pause a question may be the first to find that a fetch is over.
    const Time deadline = step.machine.deadline();
    if (std::exchange(folder.deadline, deadline) != deadline || !folder.isAsked)
        checkFetches(step, folder);
}

void SyncWatch::hears(const WatchedStep &step, Folder &folder, const EventEffect &event)
{
    const bool isNew = event.kind == "synced";
    if (!isNew && event.kind != "sync-failed" && event.kind != "sync-recovered")
        return;
    if (folder.stopping)
        broken(step.instance, step.now, "A fetch after the stop", "says that it has fetched after it was told to stop");
    if (isNew && step.local - folder.began >= configOf<SyncConfig>(step.instance).timeout)
        broken(step.instance, step.now, "A fetch that took too long published",
               "publishes what it began to fetch at " + instantText(folder.began));
    folder.hasFailed = event.kind == "sync-failed";
    if (!isNew)
        return;
    folder.before = std::exchange(folder.published, event.text.substr(0, event.text.find(" after ")));
    if (numberOf(folder.published) < numberOf(folder.before))
        broken(step.instance, step.now, "An older revision published",
               "publishes " + folder.published + " where " + folder.before + " was published before");
}

void SyncWatch::checkAnswer(const WatchedStep &step, const Folder &folder, const HttpReply &reply)
{
    if (reply.status >= 500) {
        if (!folder.published.empty() && !folder.stopping)
            broken(step.instance, step.now, "What was published is not served",
                   "answers " + std::to_string(reply.status) + " and has " + folder.published);
        return;
    }
    if (folder.published.empty())
        broken(step.instance, step.now, "Served before the first sync", "answers " + std::to_string(reply.status));
    else if (reply.body.find('"' + folder.published + '"') == std::string::npos)
        broken(step.instance, step.now, "A tree that is not whole",
               "names another revision than " + folder.published + ", which it published last");
}

/// By its state, which is costly to look at.
void SyncWatch::checkFetches(const WatchedStep &step, Folder &folder)
{
    const MachineState state = step.machine.state(step.local);
    const auto *sync = std::get_if<SyncState>(&state.pattern);
    if (sync == nullptr)
        return;
    const auto &config = configOf<SyncConfig>(step.instance);
    if (sync->revision != folder.published)
        broken(step.instance, step.now, "A tree that is not whole",
               "has \"" + sync->revision + "\" where \"" + folder.published + "\" was fetched to its end");
    if (folder.isRefused || (folder.isFetching && (folder.hasFailed || sync->age == Duration(0))))
        endFetch(step, folder);
    if (sync->fetches == std::exchange(folder.fetches, sync->fetches))
        return;
    const Duration least = folder.backoff > Duration(0) ? folder.backoff / 2 : config.period;
    if (folder.isFetching)
        broken(step.instance, step.now, "Two fetches at once",
               "begins to fetch and has not ended what it began before");
    else if (folder.fetches > 1 && step.local - folder.ended < least)
        broken(step.instance, step.now, "A fetch too soon",
               "fetches again " + std::to_string((step.local - folder.ended).count()) + " ns after it ended, not " +
                   std::to_string(least.count()));
    folder.began = step.local;
    folder.isFetching = true;
}

void SyncWatch::endFetch(const WatchedStep &step, Folder &folder)
{
    const Duration doubled = folder.backoff > Duration(0) ? folder.backoff * 2 : firstBackoff;
    const Duration most = configOf<SyncConfig>(step.instance).backoffMost;
    folder.backoff = folder.hasFailed ? std::min(doubled, most) : Duration(0);
    folder.isFetching = false;
    folder.ended = step.local;
}

} // namespace

std::unique_ptr<Watch> makeSyncWatch(const Plan &plan, Violations &violations)
{
    return std::make_unique<SyncWatch>(plan, violations);
}

} // namespace bayplan
