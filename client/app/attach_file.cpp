#include "client/app/attach_file.h"

#include <charconv>
#include <filesystem>

#include "client/app/phrases.h"
#include "shared/forms/appearance.h"
#include "shared/sqlite/durable_file.h"

namespace nuong::client {
namespace {

constexpr int side_min = 200, side_max = 4096;

Error not_taken(const forms::Node& node) {
    if (node.data_type == "image")
        return {ErrorCode::invalid,
                {"Câu này cần một ảnh JPG hoặc PNG. Ảnh HEIC của điện thoại hãy chuyển sang JPG trước.",
                 "This question takes a JPG or PNG picture. Convert a telephone's HEIC to JPG first."}};
    if (node.data_type == "audio")
        return {ErrorCode::invalid,
                {"Câu này cần một tệp âm thanh (MP3, M4A, OGG, WAV).",
                 "This question takes a sound (MP3, M4A, OGG, WAV)."}};
    if (node.data_type == "video")
        return {ErrorCode::invalid, {"Câu này cần một phim MP4.", "This question takes an MP4 film."}};
    return {ErrorCode::invalid,
            {"Không nhận loại tệp này. Nhận: ảnh JPG, PNG; PDF; DOCX, XLSX, ODT, ODS; âm thanh; phim MP4.",
             "This kind of file is not taken. Taken are: JPG, PNG; PDF; DOCX, XLSX, ODT, ODS; sound; MP4."}};
}

Error too_large(std::size_t bytes) {
    const std::string megabytes = std::to_string((bytes >> 20) + 1);
    return {ErrorCode::invalid,
            {"Tệp này lớn quá (" + megabytes + " MB); nhiều nhất là 16 MB. Hãy chia nhỏ hoặc nén lại.",
             "This file is too large (" + megabytes + " MB); the most is 16 MB. Split or compress it."}};
}

std::string upper(std::string text) {
    for (char& c : text)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    return text;
}

int longest_side(const forms::Node& node) {
    const std::string said = node.parameter("max-pixels");
    int side = photo_side_usual;
    std::from_chars(said.data(), said.data() + said.size(), side);
    return std::clamp(side, side_min, side_max);
}

}  // namespace

bool asks_for_file(const forms::Node& node) {
    return node.control == "upload" || node.data_type == "file" || file_kind_of(node) != "file";
}

std::string_view file_kind_of(const forms::Node& node) {
    for (const std::string_view kind : {"image", "audio", "video"})
        if (node.data_type == kind) return kind;
    return "file";  // ODK's forms say "binary"
}

ByHand hand_of(const forms::Node& node) {
    if (file_kind_of(node) != "image") return ByHand::no;
    if (forms::has_appearance(node.appearance, "signature")) return ByHand::signature;
    return forms::has_appearance(node.appearance, "draw") ? ByHand::sketch : ByHand::no;
}

Result<KeptFile> kept_file(const forms::Node& node, std::string_view bytes, const std::string& file_name) {
    if (bytes.empty())
        return Error{ErrorCode::invalid, {"Tệp này rỗng. Hãy chọn tệp khác.", "This file is empty. Choose another."}};
    const std::string type = type_of_bytes(bytes, file_name);
    if (!is_type_for(type, file_kind_of(node))) return not_taken(node);
    KeptFile kept{"", type};
    if (type == "jpg" || type == "png") {
        const auto photo = read_photo(bytes, longest_side(node));
        if (!photo) return photo.error();
        kept = {jpeg_of(*photo), "jpg"};
    } else if (bytes.size() <= blob_bytes_max) {
        kept.bytes = bytes;
    } else {
        return too_large(bytes.size());
    }
    if (kept.bytes.size() > blob_bytes_max) return too_large(kept.bytes.size());
    return kept;
}

Result<Value> attach_file(Replica& replica, const forms::Node& node, const std::string& file, const Uuid& holder) {
    constexpr std::size_t looked_at_max = 4 * blob_bytes_max;  // a large photo becomes a small one
    const auto bytes = read_file(file, looked_at_max);
    if (!bytes) return bytes.error();
    const auto kept = kept_file(node, *bytes, std::filesystem::path(file).filename().string());
    if (!kept) return kept.error();
    return Value(name_of(replica.blobs().add(kept->bytes, kept->type, holder)));
}

Result<Value> attach_drawing(Replica& replica, const Drawing& drawing, const Uuid& holder) {
    constexpr int drawing_width = 1000;  // sharp on paper, a few kB
    const std::size_t points = count_points(drawing);
    const std::string png =
        points == 0 || points > drawn_points_max ? "" : grey_png_of(photo_of(drawing, drawing_width));
    if (png.empty())
        return Error{
            ErrorCode::invalid,
            {"Chưa có nét nào giữ được. Hãy ký hoặc vẽ lại.", "Nothing is drawn that can be kept. Try again."}};
    return Value(name_of(replica.blobs().add(png, "png", holder)));
}

std::string file_text(const Attachment& attachment, Language language) {
    const bool vi = language == Language::vi;
    std::string text = is_type_for(attachment.type, "image")   ? (vi ? "Ảnh" : "Picture")
                       : is_type_for(attachment.type, "audio") ? (vi ? "Âm thanh" : "Sound")
                       : is_type_for(attachment.type, "video") ? (vi ? "Phim" : "Film")
                                                               : (vi ? "Tệp " : "File ") + upper(attachment.type);
    return text + ", " + size_text(attachment.size, language);
}

std::string file_text(Replica& replica, const Attachment& attachment, Language language) {
    const bool vi = language == Language::vi;
    std::string text = file_text(attachment, language);
    const auto held = replica.blobs().find(attachment.blob);
    if (!held || !held->is_whole()) text += vi ? " · chưa về đến máy này" : " · not on this device yet";
    return text;
}

std::shared_ptr<const Photo> preview_of(Replica& replica, const Attachment& attachment) {
    constexpr int preview_side = 480;
    if (!is_type_for(attachment.type, "image")) return nullptr;
    const auto bytes = replica.blobs().bytes(attachment.blob);
    auto photo = bytes ? read_photo(*bytes, preview_side) : Result<Photo>(Error{});
    return photo ? std::make_shared<const Photo>(std::move(*photo)) : nullptr;
}

std::vector<forms::AnswerError> file_problems(Replica& replica, const forms::Instance& instance) {
    std::vector<forms::AnswerError> problems;
    for (const NamedValue& answer : instance.answers_to_save()) {
        const auto item = instance.find(answer.name);
        if (!item || answer.value.text().empty()) continue;
        if (!asks_for_file(instance.form().definition.nodes[static_cast<std::size_t>(item->node)])) continue;
        const auto attachment = attachment_of(answer.value.text());
        if (attachment && replica.blobs().find(attachment->blob)) continue;
        problems.push_back({answer.name,
                            forms::ErrorKind::type,
                            {"Không có tệp này trên máy. Hãy chọn lại tệp.",
                             "There is no such file on this device. Choose the file again."}});
    }
    return problems;
}

}  // namespace nuong::client
