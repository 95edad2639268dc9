#include "sync-server/admin/revocation_list.h"

#include <filesystem>
#include <fstream>
#include <set>

#include "shared/base/encoding.h"
#include "shared/base/seal.h"
#include "shared/sqlite/durable_file.h"

namespace nuong::admin {
namespace {

constexpr std::string_view key_purpose = "nuong revocation list 1";

class Lines {
public:
    Lines(const std::string& folder, const DatabaseKey& key)
        : path_((std::filesystem::path(folder.empty() ? "." : folder) / revocation_list_name).string()),
          key_(keyed_hash(key_purpose, key.bytes())) {}

    const std::string& path() const { return path_; }

    std::set<std::string> texts() const {
        std::set<std::string> texts;
        std::ifstream list(path_);
        for (std::string line; std::getline(list, line);)
            if (const auto bytes = from_base64url(line))
                if (auto text =
                        nuong::unlock({reinterpret_cast<const char*>(bytes->data()), bytes->size()}, key_.bytes()))
                    texts.insert(std::move(*text));
        return texts;
    }

    // A power cut may have ended the last one early.
    bool ends_in_a_line() const {
        std::ifstream list(path_, std::ios::binary | std::ios::ate);
        if (!list || list.tellg() <= 0) return true;
        list.seekg(-1, std::ios::end);
        return list.get() == '\n';
    }

    std::string line_of(const std::string& text) const {
        const std::string locked = nuong::lock(text, key_.bytes());
        return to_base64url({reinterpret_cast<const std::uint8_t*>(locked.data()), locked.size()}) + "\n";
    }

private:
    std::string path_;
    SecretKey key_;
};

}  // namespace

Revocations revocations_in(const std::string& folder, const DatabaseKey& key, const std::string& server) {
    Revocations revocations;
    for (const std::string& text : Lines(folder, key).texts()) static_cast<void>(add_text(revocations, text, server));
    return revocations;
}

Status note_revocations(const std::string& folder, const DatabaseKey& key, const std::string& server,
                        const Revocations& revocations) {
    const Lines list(folder, key);
    std::set<std::string> known = list.texts();
    std::string lines;
    for (const std::string& text : texts_of(revocations, server))
        if (known.insert(text).second) lines += list.line_of(text);
    if (lines.empty()) return Done{};
    if (!list.ends_in_a_line()) lines.insert(0, "\n");
    {
        std::ofstream file(list.path(), std::ios::app);
        file << lines;
        if (!file.flush())
            return Error{ErrorCode::no_space,
                         {"Không ghi được " + list.path() + ".", "Cannot write " + list.path() + "."}};
    }
    if (Status flushed = flush_file(list.path()); !flushed) return flushed;
    flush_folder_of(list.path());
    return Done{};
}

}  // namespace nuong::admin
