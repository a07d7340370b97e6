// SPDX-License-Identifier: Apache-2.0
#include "simulator/log_files.h"

#include "engine/patterns/log_saver.h"
#include "simulator/sized_volumes.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <numeric>

namespace bayplan {
namespace {

/// Of what everybody has read, this many lines are kept for who begins anew.
constexpr std::size_t keptLines = 10'000;

/// From one look at what nobody needs to the next.
constexpr std::size_t linesBetweenTrims = 1'000;

/// Chunks that a reader has in its buffer; of older ones it is not known how many lines went with them.
constexpr std::size_t keptMarks = 20'000;

/// One name for one file, whichever container looks at it.
std::string identityOf(const Plan &plan, const InstancePlan &instance, const std::string &path)
{
    const MountPlan *best = mountOf(instance, path);
    if (best == nullptr)
        return "pod " + plan.pods[instance.pod].name + ' ' + path;
    std::string inside = path.substr(best->path.size());
    if (!inside.starts_with('/'))
        inside.insert(0, "/");
    return "volume " + best->volume + inside;
}

/// Whether its log lines take up room that may run out.
bool isSized(const Plan &plan, const InstancePlan &instance)
{
    const MountPlan *mount = mountOf(instance, instance.logFile);
    return mount != nullptr && std::ranges::any_of(plan.volumes, [&](const VolumePlan &volume) {
               return volume.name == mount->volume && volume.sizeBytes > 0;
           });
}

} // namespace

LogFiles::LogFiles(const Plan &plan, std::uint64_t mostBytes)
    : m_mostBytes(mostBytes), m_written(plan.instances.size(), noFile)
{
    std::map<std::string, LogFileIndex> byIdentity;
    for (InstanceIndex index = 0; index < plan.instances.size(); ++index) {
        const InstancePlan &instance = plan.instances[index];
        if (instance.tailFile.empty() || !instance.machine)
            continue;
        const std::string identity = identityOf(plan, instance, instance.tailFile);
        const auto [entry, isNew] = byIdentity.try_emplace(identity, static_cast<LogFileIndex>(m_files.size()));
        if (isNew)
            m_files.emplace_back().source = plan.pods[instance.pod].name + ':' + instance.tailFile;
        m_files[entry->second].followers.push_back(index);
        m_readers[index].file = entry->second;
        m_readers[index].savesPlace = std::holds_alternative<LogSaverConfig>(instance.machine->behaviour);
    }
    for (InstanceIndex index = 0; index < plan.instances.size(); ++index) {
        const InstancePlan &instance = plan.instances[index];
        if (instance.logFile.empty())
            continue;
        const std::string identity = identityOf(plan, instance, instance.logFile);
        if (isSized(plan, instance) && byIdentity.try_emplace(identity, m_files.size()).second)
            m_files.emplace_back();
        const auto found = byIdentity.find(identity);
        if (found == byIdentity.end())
            continue;
        m_written[index] = found->second;
        File &file = m_files[found->second];
        file.rotateBytes = static_cast<std::uint64_t>(std::max<std::int64_t>(instance.logRotateBytes, 0));
        file.kept = instance.logKeep;
    }
    for (File &file : m_files)
        file.trimAt = keptLines + linesBetweenTrims;
}

std::string LogFiles::sourceOf(const File &file, std::uint32_t rotation)
{
    return rotation == 0 ? file.source : file.source + '#' + std::to_string(rotation + 1);
}

void LogFiles::dropOldest(File &file)
{
    file.heldBytes -= file.lines.front().bytesHeld();
    file.lines.pop_front();
    ++file.dropped;
}

void LogFiles::rotate(File &file)
{
    ++file.rotations;
    file.rotatedEnds.push_back(std::exchange(file.end, 0));
    if (file.rotatedEnds.size() > file.kept)
        file.rotatedEnds.pop_front();
    while (!file.lines.empty() && file.lines.front().rotation + file.kept < file.rotations)
        dropOldest(file);
}

std::uint64_t LogFiles::bytesOf(LogFileIndex file) const
{
    const auto &old = m_files[file].rotatedEnds;
    return std::accumulate(old.begin(), old.end(), m_files[file].end);
}

LogFiles::Written LogFiles::append(LogFileIndex file, std::string line, std::uint32_t bytes, std::uint64_t most)
{
    File &written = m_files[file];
    bytes = std::max(bytes, static_cast<std::uint32_t>(line.size() + 1));
    if (written.rotateBytes > 0 && written.end > 0 && written.end + bytes > written.rotateBytes)
        rotate(written);
    if (most != UINT64_MAX && bytesOf(file) + bytes > most)
        return Written::NoRoom;
    written.lines.push_back({written.rotations, written.end, std::move(line), bytes});
    written.end += bytes;
    written.heldBytes += written.lines.back().bytesHeld();
    for (; written.heldBytes > m_mostBytes && written.lines.size() > 1; written.forMemory = written.dropped)
        dropOldest(written);
    return std::exchange(written.unread, true) ? Written::Behind : Written::First;
}

void LogFiles::trim(LogFileIndex file, const std::function<std::string(InstanceIndex)> &durableOf)
{
    File &trimmed = m_files[file];
    std::uint64_t needed = trimmed.dropped + trimmed.lines.size();
    needed -= std::min<std::uint64_t>(keptLines, trimmed.lines.size());
    for (const InstanceIndex follower : trimmed.followers) {
        const Reader &reader = m_readers.at(follower);
        needed = std::min(needed, reader.next);
        if (reader.savesPlace)
            needed = std::min(needed, firstFrom(trimmed, placeOf(trimmed, durableOf(follower))));
    }
    while (trimmed.dropped < needed)
        dropOldest(trimmed);
    trimmed.trimAt = std::max(trimmed.lines.size(), keptLines) + linesBetweenTrims;
}

/// Behind what was saved; the beginning when nothing was.
LogFiles::Place LogFiles::placeOf(const File &file, std::string_view durable)
{
    Place reached;
    for (const LogPosition &position : parseLogPositions(durable)) {
        for (std::uint32_t rotation = 0; rotation <= file.rotations; ++rotation) {
            if (position.source == sourceOf(file, rotation))
                reached = std::max(reached, {rotation, position.nextOffset});
        }
    }
    return reached;
}

/// The number of the first line there that is there still.
std::uint64_t LogFiles::firstFrom(const File &file, Place place)
{
    const auto first = std::ranges::partition_point(
        file.lines, [&](const Line &line) { return Place(line.rotation, line.offset) < place; });
    return file.dropped + static_cast<std::uint64_t>(first - file.lines.begin());
}

void LogFiles::miss(const File &file, Reader &reader, std::uint64_t from)
{
    reader.missed += file.dropped - std::min(file.dropped, from);
    reader.forMemory |= from < file.forMemory;
}

LogFiles::Missed LogFiles::takeMissed(InstanceIndex follower)
{
    Reader &reader = m_readers.at(follower);
    const std::uint64_t lines = reader.missed - std::exchange(reader.told, reader.missed);
    return {lines, std::exchange(reader.forMemory, false)};
}

void LogFiles::reopen(InstanceIndex follower, std::string_view durable)
{
    Reader &reader = m_readers.at(follower);
    const File &file = m_files[reader.file];
    const Place reached = placeOf(file, durable);
    miss(file, reader, lineAt(reader, reached));
    reader.next = firstFrom(file, reached);
}

/// A reader that saves no place, or one that is long past, has read what it has read.
std::uint64_t LogFiles::lineAt(const Reader &reader, Place reached)
{
    const auto mark = std::ranges::find(reader.marks, reached, &Mark::reached);
    return mark == reader.marks.end() ? reader.next : mark->line;
}

std::optional<LogLines> LogFiles::read(InstanceIndex follower)
{
    Reader &reader = m_readers.at(follower);
    File &file = m_files[reader.file];
    file.unread = false;
    if (reader.next < file.dropped) {
        miss(file, reader, reader.next);
        reader.next = file.dropped;
    }
    auto line = file.lines.begin() + static_cast<std::ptrdiff_t>(reader.next - file.dropped);
    if (line == file.lines.end())
        return {};
    const std::uint32_t rotation = line->rotation;
    LogLines read;
    read.source = sourceOf(file, rotation);
    read.firstOffset = line->offset;
    for (; line != file.lines.end() && line->rotation == rotation; ++line) {
        read.nextOffset = line->offset + line->bytes;
        read.lines.push_back(line->text);
        read.bytes += line->bytes;
        ++reader.next;
    }
    if (reader.savesPlace)
        reader.marks.push_back({{rotation, read.nextOffset}, reader.next});
    if (reader.marks.size() > keptMarks)
        reader.marks.pop_front();
    return read;
}

} // namespace bayplan
