// SPDX-License-Identifier: Apache-2.0
#include "engine/agent/archive_fetcher.h"

#include "engine/base/durable_file.h"
#include "engine/base/sync_source.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>
#include <string_view>
#include <utility>

namespace bayplan {
namespace {

constexpr std::uint64_t mostHeaderBytes = 1U << 20U;
constexpr std::size_t mostTagBytes = 500;

std::string_view nextLine(std::string_view &text)
{
    std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    if (line.ends_with('\r'))
        line.remove_suffix(1);
    return line;
}

/// entity-tag of RFC 9110, 8.8.3, in ASCII.
bool isTag(std::string_view text)
{
    if (text.starts_with("W/"))
        text.remove_prefix(2);
    return text.size() >= 2 && text.size() <= mostTagBytes && text.front() == '"' && text.back() == '"' &&
           std::all_of(text.begin() + 1, text.end() - 1, [](char c) { return c > 0x20 && c < 0x7f && c != '"'; });
}

bool isSameLetter(char lower, char any)
{
    return lower == std::tolower(static_cast<unsigned char>(any));
}

/// Of the last answer of several, for each redirect is one; empty when it has none.
std::string tagIn(std::string_view header)
{
    constexpr std::string_view name = "etag:";
    std::string tag;
    while (!header.empty()) {
        const std::string_view line = nextLine(header);
        if (line.starts_with("HTTP/"))
            tag.clear();
        else if (line.size() > name.size() && std::equal(name.begin(), name.end(), line.begin(), isSameLetter))
            tag = line.substr(std::min(line.find_first_not_of(" \t", name.size()), line.size()));
    }
    return isTag(tag) ? tag : std::string();
}

} // namespace

ArchiveFetcher::ArchiveFetcher(boost::asio::io_context &io, Inbox &inbox, PeerId self, SyncConfig config)
    : SyncFetcher(io, inbox, self, std::move(config)), m_turn(io)
{}

Result<void> ArchiveFetcher::check() const
{
    return checkSyncSource(config().source);
}

void ArchiveFetcher::abandon()
{
    m_turn.cancel();
    m_hashing.reset();
    m_unpacking.reset();
    if (!m_hash.empty())
        tree().abandon(m_hash);
    m_hash.clear();
}

void ArchiveFetcher::fetch()
{
    std::error_code ignored;
    std::filesystem::remove(archivePath(), ignored);
    std::filesystem::remove(headerPath(), ignored);
    const std::string limit = std::to_string(config().maxArchiveBytes);
    const bool isSecure = config().source.starts_with("https://");
    std::vector<std::string> arguments{"curl",
                                       "--disable",
                                       "--silent",
                                       "--show-error",
                                       "--fail",
                                       "--globoff",
                                       "--location",
                                       "--max-redirs",
                                       "3",
                                       "--proto",
                                       "=http,https",
                                       "--proto-redir",
                                       isSecure ? "=https" : "=http,https",
                                       "--max-filesize",
                                       limit,
                                       "--dump-header",
                                       headerPath(),
                                       "--output",
                                       archivePath(),
                                       "--write-out",
                                       "%{http_code}",
                                       "--url",
                                       config().source};
    const std::string tag = knownTag();
    if (!tag.empty())
        arguments.insert(arguments.end(), {"--header", "If-None-Match: " + tag});
    run(
        std::move(arguments), environmentWithout({"LC_ALL="}),
        [this, hadTag = !tag.empty()](const std::string &output) { downloaded(output, hadTag); },
        std::max(config().maxArchiveBytes, mostHeaderBytes));
}

/// curl without complaint writes nothing but the status.
void ArchiveFetcher::downloaded(const std::string &status, bool hadTag)
{
    if (status == "304" && hadTag)
        return unchanged(tree().published());
    if (status != "200")
        return failed("The server answered " + status + " instead of an archive.");
    std::error_code error;
    if (std::filesystem::file_size(archivePath(), error) > config().maxArchiveBytes || error)
        return failed("The archive is empty, or larger than " + std::to_string(config().maxArchiveBytes) + " bytes.");
    m_hashing = std::make_unique<FileHash>(archivePath());
    hashMore();
}

void ArchiveFetcher::hashMore()
{
    if (isLate())
        return failed("The fetch did not end in time.");
    if (m_hashing->step())
        return hashed(m_hashing->finishHex());
    m_turn.after(Duration(0), [this] { hashMore(); });
}

void ArchiveFetcher::hashed(const std::string &hash)
{
    m_hashing.reset();
    if (hash == tree().published()) {
        keepTag(hash);
        return unchanged(hash);
    }
    const auto folder = tree().begin(hash);
    if (!folder)
        return failed(toText(folder.error()));
    m_hash = hash;
    m_unpacking = std::make_unique<ArchiveTree>(archivePath(), *folder, config().maxTreeBytes);
    unpackMore();
}

void ArchiveFetcher::unpackMore()
{
    if (isLate())
        return failed("The fetch did not end in time.");
    const auto isWhole = m_unpacking->step();
    if (!isWhole)
        return failed(toText(isWhole.error()));
    if (!*isWhole) {
        m_turn.after(Duration(0), [this] { unpackMore(); });
        return;
    }
    m_unpacking.reset();
    keepTag(m_hash);
    published(m_hash);
}

/// One that cannot be kept costs a download, and nothing else.
void ArchiveFetcher::keepTag(const std::string &hash)
{
    const auto header = readWhole(headerPath(), mostHeaderBytes);
    const std::string tag = header ? tagIn(*header) : std::string();
    (void)writeDurably(tagPath(), config().source + '\n' + hash + '\n' + tag + '\n');
}

std::string ArchiveFetcher::knownTag()
{
    const auto kept = readWhole(tagPath(), mostHeaderBytes);
    std::string_view rest = kept ? std::string_view(*kept) : std::string_view();
    const std::string_view source = nextLine(rest);
    const std::string_view hash = nextLine(rest);
    const std::string_view tag = nextLine(rest);
    return !hash.empty() && source == config().source && hash == tree().published() && isTag(tag) ? std::string(tag)
                                                                                                  : std::string();
}

} // namespace bayplan
