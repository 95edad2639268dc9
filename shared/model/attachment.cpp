#include "shared/model/attachment.h"

#include <algorithm>
#include <charconv>

namespace nuong {
namespace {

struct FileType {
    std::string_view type, kind;
};
constexpr FileType file_types[] = {
    {"jpg", "image"}, {"png", "image"}, {"mp3", "audio"}, {"m4a", "audio"}, {"ogg", "audio"}, {"wav", "audio"},
    {"mp4", "video"}, {"pdf", "file"},  {"docx", "file"}, {"xlsx", "file"}, {"odt", "file"},  {"ods", "file"},
};

constexpr std::size_t hash_digits = 2 * std::tuple_size_v<Hash>;

const FileType* find_type(std::string_view type) {
    const auto* at = std::find_if(std::begin(file_types), std::end(file_types),
                                  [&](const auto& known) { return known.type == type; });
    return at == std::end(file_types) ? nullptr : at;
}

std::string extension_of(std::string_view file_name) {
    const std::size_t dot = file_name.rfind('.');
    std::string extension(dot == std::string_view::npos ? "" : file_name.substr(dot + 1));
    for (char& c : extension)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return extension;
}

void add_new(std::vector<Attachment>& found, Attachment attachment) {
    if (std::find(found.begin(), found.end(), attachment) == found.end()) found.push_back(std::move(attachment));
}

}  // namespace

std::string name_of(const Attachment& attachment) {
    return to_hex(attachment.blob) + "-" + std::to_string(attachment.size) + "." + attachment.type;
}

std::optional<Attachment> attachment_of(std::string_view text) {
    if (text.size() < hash_digits + 4 || text.size() > hash_digits + 20 || text[hash_digits] != '-')
        return std::nullopt;  // what nearly every answer is, told apart without work
    const auto blob = hash_from_hex(text.substr(0, hash_digits));
    const std::size_t dot = text.find('.', hash_digits);
    if (!blob || dot == std::string_view::npos || !find_type(text.substr(dot + 1))) return std::nullopt;
    Attachment attachment;
    attachment.blob = *blob;
    const char* const first = text.data() + hash_digits + 1;
    const auto [end, error] = std::from_chars(first, text.data() + dot, attachment.size);
    const bool is_plain = error == std::errc() && end == text.data() + dot && *first != '0';
    if (!is_plain || attachment.size > blob_bytes_max) return std::nullopt;
    attachment.type = text.substr(dot + 1);
    return attachment;
}

void collect_attachments(const Value& value, std::vector<Attachment>& found) {
    if (const auto* text = value.as<std::string>()) {
        if (auto attachment = attachment_of(*text)) add_new(found, std::move(*attachment));
    } else if (const auto* fields = value.as<Fields>()) {
        for (const NamedValue& field : *fields) collect_attachments(field.value, found);
    }
}

std::vector<Attachment> attachments_of(const Change& change) {
    std::vector<Attachment> found;
    for (const Write& write : change.writes) collect_attachments(write.value, found);
    return found;
}

std::vector<Attachment> attachments_of(const RecordState& record) {
    std::vector<Attachment> found;
    for (const Register& reg : record.registers)
        for (const Head& head : reg.heads) collect_attachments(head.value, found);
    return found;
}

std::string type_of_name(std::string_view file_name) {
    const std::string extension = extension_of(file_name);
    return extension == "jpeg" ? "jpg" : find_type(extension) ? extension : "";
}

std::string type_of_bytes(std::string_view bytes, std::string_view file_name) {
    const auto has = [&](std::size_t at, std::string_view word) {
        return bytes.substr(std::min(at, bytes.size())).starts_with(word);
    };
    if (has(0, "\xFF\xD8\xFF")) return "jpg";
    if (has(0, "\x89PNG\r\n\x1A\n")) return "png";
    if (has(0, "%PDF-")) return "pdf";
    if (has(0, "OggS")) return "ogg";
    if (has(0, "RIFF") && has(8, "WAVE")) return "wav";
    if (has(4, "ftypM4A")) return "m4a";
    for (const std::string_view brand :
         {"ftypisom", "ftypiso2", "ftypiso5", "ftypmp41", "ftypmp42", "ftypavc1", "ftypM4V "})
        if (has(4, brand)) return "mp4";  // and not HEIC, which begins alike
    if (has(0, "ID3") || has(0, "\xFF\xFB") || has(0, "\xFF\xF3") || has(0, "\xFF\xF2")) return "mp3";
    if (!has(0, "PK\x03\x04")) return "";
    const std::string extension = extension_of(file_name);
    const FileType* office = find_type(extension);
    return office && office->kind == "file" && extension != "pdf" ? extension : "";
}

bool is_type_for(std::string_view type, std::string_view kind) {
    const FileType* known = find_type(type);
    return known && (kind == "file" || known->kind == kind);
}

}  // namespace nuong
