// Attachment: a file as an answer: a photo, a scanned paper. The answer is a short text that names the file by what is
// in it, "<SHA-256, hex>-<bytes>.<type>", so that it merges, syncs and is kept like any other answer. The bytes, called
// a blob, travel after the records and are stored once however often they are attached. A record may be here before its
// blobs: the name already says how large they are and of what type.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/hash.h"
#include "shared/model/change.h"

namespace nuong {

inline constexpr std::uint64_t blob_bytes_max = 16u << 20;

struct Attachment {
    Hash blob{};
    std::uint64_t size = 0;  // bytes, 1 to blob_bytes_max
    std::string type;        // file extension, lower case, without the dot: jpg, png, pdf ...

    bool operator==(const Attachment&) const = default;
};

// "3fa9...e1-182734.jpg"
std::string name_of(const Attachment& attachment);
// Nothing for every other text.
std::optional<Attachment> attachment_of(std::string_view text);

// Those that a value names, however deep in a unit of several answers.
void collect_attachments(const Value& value, std::vector<Attachment>& found);
std::vector<Attachment> attachments_of(const Change& change);
std::vector<Attachment> attachments_of(const RecordState& record);

// The type that the first bytes say; what their file is called decides only between types that begin alike (docx,
// xlsx).
// "" for everything that is not taken: programs, archives, pages.
std::string type_of_bytes(std::string_view bytes, std::string_view file_name = "");
// What its name says, for lists of files that nobody has opened yet: "IMG_2041.JPEG" is jpg.
std::string type_of_name(std::string_view file_name);
// Whether a question of this kind (image, audio, video, file) takes such a file.
bool is_type_for(std::string_view type, std::string_view kind);

}  // namespace nuong
