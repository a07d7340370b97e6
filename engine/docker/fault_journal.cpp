// SPDX-License-Identifier: Apache-2.0
#include "engine/docker/fault_journal.h"

#include "engine/base/durable_file.h"
#include "engine/base/whole_number.h"
#include "engine/docker/fault_guard.h"
#include "engine/docker/fault_injector.h"

#include <boost/asio/this_coro.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <sstream>

#include <unistd.h>

namespace bayplan {

namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr std::uint64_t noteLimitBytes = 1U << 20U;
constexpr pid_t nobody = 0; ///< of notes that were left

struct KeptNote {
    FaultNote note;
    pid_t process = 0;
    std::uint64_t started = 0;

    bool isAbandoned() const { return process == nobody || startOfProcess(process) != started; }
};

/// Notes of before lack the field, and a null is an engine without TLS.
std::optional<EngineUrl> addressIn(const json &note, const std::string &engine)
{
    const auto tls = note.find("tls");
    if (tls == note.end())
        return std::nullopt;
    std::optional<TlsFiles> files;
    if (!tls->is_null())
        files = TlsFiles{tls->at("authority"), tls->at("certificate"), tls->at("key"), tls->at("isVerified")};
    auto url = resolveAgain(engine, std::move(files));
    return url ? std::optional(std::move(*url)) : std::nullopt;
}

std::optional<KeptNote> readNote(const fs::path &path)
{
    const auto text = readWhole(path.string(), noteLimitBytes);
    const json value = text ? json::parse(*text, nullptr, false) : json();
    try {
        KeptNote kept;
        kept.note.engine = value.at("engine").get<std::string>();
        kept.note.deployment = value.at("deployment").get<std::string>();
        kept.note.kind = value.at("kind").get<std::string>();
        kept.note.instances = value.at("instances").get<std::vector<std::string>>();
        const json limitsBefore = value.value("limits", json::object()); // items() does not keep it
        for (const auto &[instance, limits] : limitsBefore.items())
            kept.note.limits[instance] = {limits.at(0), limits.at(1), limits.at(2), limits.at(3)};
        kept.note.address = addressIn(value, kept.note.engine);
        kept.process = wholeNumber<pid_t>(value.at("process")).value_or(nobody);
        kept.started = wholeNumber<std::uint64_t>(value.at("started")).value_or(0);
        return kept;
    } catch (const json::exception &) {
        return std::nullopt;
    }
}

std::string textOf(const FaultNote &note, pid_t process)
{
    json value{{"engine", note.engine}, {"deployment", note.deployment},
               {"kind", note.kind},     {"instances", note.instances},
               {"process", process},    {"started", startOfProcess(process)}};
    for (const auto &[instance, limits] : note.limits)
        value["limits"][instance] = {limits.nanoCpus, limits.cpuQuotaMicros, limits.memoryBytes,
                                     limits.memorySwapBytes};
    if (note.address && note.address->way == EngineUrl::Way::Tls) {
        const TlsFiles &tls = note.address->tls;
        value["tls"] = {{"authority", tls.authority},
                        {"certificate", tls.certificate},
                        {"key", tls.key},
                        {"isVerified", tls.isVerified}};
    } else if (note.address) {
        value["tls"] = nullptr;
    }
    return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

std::vector<fs::path> notePaths()
{
    std::error_code failure;
    std::vector<fs::path> paths;
    for (const auto &entry : fs::directory_iterator(faultNotesFolder(), failure))
        if (entry.path().extension() == ".json")
            paths.push_back(entry.path());
    return paths;
}

/// Of faults that go on in that deployment.
std::vector<FaultNote> liveNotes(const std::string &engine, const std::string &deployment, const fs::path &except = {})
{
    std::vector<FaultNote> notes;
    for (const fs::path &path : notePaths()) {
        const auto kept = path == except ? std::nullopt : readNote(path);
        if (kept && !kept->isAbandoned() && kept->note.engine == engine && kept->note.deployment == deployment)
            notes.push_back(kept->note);
    }
    return notes;
}

/// Whoever was killed and whoever was stopped is down alike.
std::string effectOf(const std::string &kind)
{
    return kind == "kill" ? "stop" : kind;
}

std::set<std::string> heldAlike(const std::vector<FaultNote> &notes, const std::string &kind)
{
    std::set<std::string> held;
    for (const FaultNote &note : notes)
        if (effectOf(note.kind) == effectOf(kind))
            held.insert(note.instances.begin(), note.instances.end());
    return held;
}

} // namespace

std::uint64_t startOfProcess(pid_t process)
{
    std::ifstream file("/proc/" + std::to_string(process) + "/stat");
    const std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    // The name, in brackets, may hold anything; behind it the start is the 20th word.
    std::istringstream words(text.substr(std::min(text.size(), text.rfind(')') + 1)));
    std::string word;
    words >> word;
    if (word == "Z" || word == "X")
        return 0;
    for (int i = 1; i < 20; ++i)
        words >> word;
    return words ? std::strtoull(word.c_str(), nullptr, 10) : 0;
}

std::string faultNotesFolder()
{
    const char *state = std::getenv("XDG_STATE_HOME");
    const char *home = std::getenv("HOME");
    const std::string base = state != nullptr && *state != '\0' ? state
                             : home != nullptr                  ? std::string(home) + "/.local/state"
                                                                : std::string("/tmp");
    return base + "/bayplan/faults";
}

Result<NotedFault> NotedFault::write(const FaultNote &note)
{
    static std::atomic<unsigned> count = 0;
    const std::string folder = faultNotesFolder();
    std::error_code failure;
    fs::create_directories(folder, failure);
    if (failure)
        return fileError(failure.value(), "make the folder for notes of faults", folder);
    std::string path = folder + "/" + std::to_string(::getpid()) + "-" + std::to_string(count++) + ".json";
    if (auto written = writeDurably(path, textOf(note, ::getpid())); !written)
        return written.error();
    startFaultGuard();
    return NotedFault(std::move(path), note);
}

/// When even that fails, it is done when this program has ended.
void NotedFault::leave()
{
    static_cast<void>(writeDurably(m_path, textOf(m_note, nobody)));
    m_path.clear();
}

std::set<std::string> NotedFault::leaveToOthers()
{
    const auto held = heldAlike(liveNotes(m_note.engine, m_note.deployment, m_path), m_note.kind);
    FaultNote rest = m_note;
    if (std::erase_if(rest.instances, [&](const std::string &one) { return held.contains(one); }) == 0)
        return {};
    // The others read it, and would leave the same instances to this one.
    if (!writeDurably(m_path, textOf(rest, ::getpid())))
        return {};
    m_note = std::move(rest);
    return held;
}

std::set<EngineUrl> enginesOfAbandonedFaults()
{
    std::set<EngineUrl> engines;
    for (const fs::path &path : notePaths()) {
        const auto kept = readNote(path);
        if (!kept || !kept->isAbandoned())
            continue;
        const FaultNote &note = kept->note;
        if (const auto url = note.address ? Result<EngineUrl>(*note.address) : resolveEngineUrl(note.engine))
            engines.insert(*url);
    }
    return engines;
}

std::map<std::string, ContainerLimits> limitsBeforeFaults(const std::string &engine, const std::string &deployment)
{
    std::map<std::string, ContainerLimits> before;
    for (const FaultNote &note : liveNotes(engine, deployment))
        before.insert(note.limits.begin(), note.limits.end());
    return before;
}

std::set<std::string> heldByFaults(const std::string &engine, const std::string &deployment, const std::string &kind)
{
    return heldAlike(liveNotes(engine, deployment), kind);
}

NotedFault::~NotedFault()
{
    std::error_code ignored;
    if (!m_path.empty())
        fs::remove(m_path, ignored);
}

Task<std::size_t> endAbandonedFaults(EngineClient &engine, std::string deployment)
{
    std::size_t ended = 0;
    std::error_code failure;
    Signal changed(co_await boost::asio::this_coro::executor);
    for (const fs::path &path : notePaths()) {
        const auto kept = readNote(path);
        if (kept && (!kept->isAbandoned() || kept->note.engine != engine.info().url ||
                     (!deployment.empty() && kept->note.deployment != deployment)))
            continue;
        if (kept) {
            const FaultNote &note = kept->note;
            const FaultContext context{engine, note.deployment, changed, [] { return true; }};
            const auto done = co_await undoFault(context, note);
            if (!done && done.error().code != ErrorCode::NotFound)
                continue; // once more next time
            ended += done ? 1 : 0;
        }
        fs::remove(path, failure);
    }
    co_return ended;
}

} // namespace bayplan
