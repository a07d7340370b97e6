// SPDX-License-Identifier: Apache-2.0
#include "engine/docker/agent_image.h"

#include "engine/base/durable_file.h"
#include "engine/base/translatable.h"
#include "engine/wire/tar.h"

#include <nlohmann/json.hpp>
#include <openssl/evp.h>

#include <array>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <map>
#include <mutex>

namespace bayplan {

namespace {

using nlohmann::json;

constexpr std::size_t elfHeaderBytes = 64;
constexpr std::uint64_t programLimitBytes = 256U << 20U;

/// Little-endian value at an offset of an ELF file; all machines that we build for are little-endian.
template <class T>
T elfValue(std::string_view program, std::uint64_t offset)
{
    T value{};
    if (offset <= program.size() && program.size() - offset >= sizeof(T))
        std::memcpy(&value, program.data() + offset, sizeof(T));
    return value;
}

/// True when the program asks for a dynamic loader (a PT_INTERP segment), which an empty image does not have.
bool needsLoader(std::string_view program)
{
    constexpr std::uint32_t interpreterSegment = 3;
    const auto table = elfValue<std::uint64_t>(program, 32);
    const auto entryBytes = elfValue<std::uint16_t>(program, 54);
    const auto entries = elfValue<std::uint16_t>(program, 56);
    for (std::uint64_t i = 0; i < entries; ++i)
        if (elfValue<std::uint32_t>(program, table + i * entryBytes) == interpreterSegment)
            return true;
    return false;
}

Phrase givePath()
{
    return QT_TRANSLATE_NOOP("phrase", "Give the path of bayplan-agent.");
}

Result<std::string> architectureOf(std::string_view program)
{
    const bool isElf64 = program.size() >= elfHeaderBytes && program.substr(0, 5) == std::string_view("\x7f"
                                                                                                      "ELF\x02",
                                                                                                      5);
    if (!isElf64)
        return fail(ErrorCode::InvalidInput,
                    Told{QT_TRANSLATE_NOOP("phrase", "The agent is not a 64-bit ELF program."), givePath()});
    if (needsLoader(program))
        return fail(
            ErrorCode::InvalidInput,
            Told{QT_TRANSLATE_NOOP("phrase", "The agent is linked dynamically and cannot run in an empty image."),
                 QT_TRANSLATE_NOOP("phrase", "Use an agent built without sanitizers, linked with -static.")});
    switch (elfValue<std::uint16_t>(program, 18)) {
    case 62:
        return std::string("amd64");
    case 183:
        return std::string("arm64");
    default:
        return fail(
            ErrorCode::Unsupported,
            Told{QT_TRANSLATE_NOOP("phrase", "The agent is built for a machine that is neither amd64 nor arm64."), {}});
    }
}

std::string makeLayer(std::string_view program)
{
    TarWriter tar(program.size());
    tar.file("agent", 0755, program);
    tar.folder("data", 01777, agentUser);
    tar.folder("etc", 0755);
    tar.file("etc/group", 0644, "root:x:0:\nagent:x:65532:\n");
    tar.file("etc/nsswitch.conf", 0644, "hosts: files dns\n");
    tar.file("etc/passwd", 0644, "root:x:0:0:root:/:/agent\nagent:x:65532:65532:agent:/:/agent\n");
    tar.folder("tmp", 01777);
    // Where a pause container mounts its pod's volumes: a fresh volume takes owner and mode from the folder of the
    // image, so that members that are not root can write, wherever they mount it.
    tar.folder("volumes", 0755);
    for (int i = 0; i < 16; ++i)
        tar.folder("volumes/" + std::to_string(i), 01777, agentUser);
    return tar.finish();
}

std::string makeConfig(const std::string &architecture, const std::string &layerDigest)
{
    json config;
    config["architecture"] = architecture;
    config["os"] = "linux";
    config["created"] = "1970-01-01T00:00:00Z";
    config["config"]["User"] = std::to_string(agentUser) + ":" + std::to_string(agentUser);
    config["config"]["Entrypoint"] = json::array({"/agent"});
    config["config"]["Env"] = json::array({"PATH=/"});
    config["config"]["WorkingDir"] = "/";
    config["config"]["StopSignal"] = "SIGTERM";
    config["config"]["Labels"]["io.bayplan.image"] = "agent";
    config["rootfs"]["type"] = "layers";
    config["rootfs"]["diff_ids"] = json::array({"sha256:" + layerDigest});
    json step;
    step["created_by"] = "bayplan";
    step["created"] = "1970-01-01T00:00:00Z";
    config["history"] = json::array({step});
    return config.dump();
}

json descriptor(const std::string &mediaType, const std::string &digest, std::size_t bytes)
{
    json value;
    value["mediaType"] = mediaType;
    value["digest"] = "sha256:" + digest;
    value["size"] = bytes;
    return value;
}

/// SHA-256 by OpenSSL, which has the processor's own instructions: this stands before every deploy and export.
std::string sha256Of(std::string_view bytes)
{
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest;
    unsigned size = 0;
    EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, EVP_sha256(), nullptr);
    std::string hex;
    for (unsigned i = 0; i < size; ++i) {
        hex += "0123456789abcdef"[digest[i] >> 4U];
        hex += "0123456789abcdef"[digest[i] & 15U];
    }
    return hex;
}

/// A document of the archive with its digest.
struct Blob {
    std::string digest;
    std::string bytes;
};

Blob blob(std::string bytes)
{
    std::string digest = sha256Of(bytes);
    return {std::move(digest), std::move(bytes)};
}

/// What the reference follows from.
struct Layout {
    Layout(std::string_view program, const std::string &architecture)
        : layer(blob(makeLayer(program))), config(blob(makeConfig(architecture, layer.digest))),
          tag(sha256Of(layer.digest + config.digest).substr(0, 12))
    {}

    Blob layer, config;
    std::string tag;
};

Blob makeManifest(const Blob &config, const Blob &layer)
{
    json manifest;
    manifest["schemaVersion"] = 2;
    manifest["mediaType"] = "application/vnd.oci.image.manifest.v1+json";
    manifest["config"] = descriptor("application/vnd.oci.image.config.v1+json", config.digest, config.bytes.size());
    manifest["layers"] =
        json::array({descriptor("application/vnd.oci.image.layer.v1.tar", layer.digest, layer.bytes.size())});
    return blob(manifest.dump());
}

std::string makeIndex(const Blob &manifest, const std::string &reference, const std::string &tag)
{
    json entry = descriptor("application/vnd.oci.image.manifest.v1+json", manifest.digest, manifest.bytes.size());
    entry["annotations"]["io.containerd.image.name"] = "docker.io/" + reference;
    entry["annotations"]["org.opencontainers.image.ref.name"] = tag;
    json index;
    index["schemaVersion"] = 2;
    index["mediaType"] = "application/vnd.oci.image.index.v1+json";
    index["manifests"] = json::array({entry});
    return index.dump();
}

std::string makeDockerManifest(const Blob &config, const Blob &layer, const std::string &reference)
{
    json entry;
    entry["Config"] = "blobs/sha256/" + config.digest;
    entry["RepoTags"] = json::array({reference});
    entry["Layers"] = json::array({"blobs/sha256/" + layer.digest});
    return json::array({entry}).dump();
}

} // namespace

Result<AgentImage> buildAgentImage(std::string program)
{
    const auto architecture = architectureOf(program);
    if (!architecture)
        return architecture.error();
    const Layout layout(program, *architecture);
    return AgentImage{std::string(agentRepository) + ":" + layout.tag, std::move(program)};
}

std::string imageArchive(const AgentImage &image)
{
    const Layout layout(image.program, *architectureOf(image.program));
    const Blob manifest = makeManifest(layout.config, layout.layer);
    TarWriter tar(layout.layer.bytes.size());
    tar.folder("blobs", 0755);
    tar.folder("blobs/sha256", 0755);
    for (const Blob *each : {&layout.layer, &layout.config, &manifest})
        tar.file("blobs/sha256/" + each->digest, 0644, each->bytes);
    tar.file("index.json", 0644, makeIndex(manifest, image.reference, layout.tag));
    tar.file("manifest.json", 0644, makeDockerManifest(layout.config, layout.layer, image.reference));
    tar.file("oci-layout", 0644, R"({"imageLayoutVersion":"1.0.0"})");
    return tar.finish();
}

std::string guestArchive(const AgentImage &image)
{
    TarWriter tar(image.program.size());
    tar.folder("bayplan", 0755);
    tar.file(guestProgram, 0755, image.program);
    return tar.finish();
}

Result<AgentImage> agentImageOf(const std::string &path)
{
    namespace fs = std::filesystem;
    struct Read {
        fs::file_time_type changed;
        std::uintmax_t size = 0;
        AgentImage image;
    };
    static std::mutex mutex;
    static std::map<std::string, Read> known;
    std::error_code failure;
    const auto changed = fs::last_write_time(path, failure);
    const auto size = failure ? 0 : fs::file_size(path, failure);
    const std::lock_guard lock(mutex);
    const auto found = known.find(path);
    if (!failure && found != known.end() && found->second.changed == changed && found->second.size == size)
        return found->second.image;
    auto program = readWhole(path, programLimitBytes);
    if (!program)
        return program.error();
    auto image = buildAgentImage(std::move(*program));
    if (image && !failure)
        known.insert_or_assign(path, Read{changed, size, *image});
    return image;
}

Result<std::string> findAgentBinary(const std::string &given)
{
    namespace fs = std::filesystem;
    std::error_code failure;
    if (!given.empty()) {
        if (fs::is_regular_file(given, failure))
            return given;
        return fail(ErrorCode::NotFound,
                    Told{QT_TRANSLATE_NOOP("phrase", "There is no agent program at this path."), givePath()},
                    {given, 0, 0, {}});
    }
    const fs::path folder = fs::read_symlink("/proc/self/exe", failure).parent_path();
    for (const fs::path &candidate :
         {folder / "bayplan-agent", folder / "../bin/bayplan-agent", folder / "../libexec/bayplan/bayplan-agent"})
        if (fs::is_regular_file(candidate, failure))
            return candidate.lexically_normal().string();
    return fail(ErrorCode::NotFound,
                Told{QT_TRANSLATE_NOOP("phrase", "The agent program bayplan-agent is not beside this program."),
                     QT_TRANSLATE_NOOP("phrase", "Build the target bayplan-agent, or give its path.")},
                {(folder / "bayplan-agent").string(), 0, 0, {}});
}

} // namespace bayplan
