// Choosing a photo or a paper for a question: from a stick or a camera's card, or from the folders of this machine.
#include <filesystem>

#include "client/app/attach_file.h"
#include "client/app/phrases.h"
#include "client/app/session.h"
#include "client/sync/hand_over.h"

namespace nuong::client {
namespace {

// A camera's card keeps its pictures there.
std::string pictures_on(const std::string& stick) {
    const std::string camera = stick + "/DCIM";
    std::error_code ignored;
    return std::filesystem::is_directory(camera, ignored) ? camera : stick;
}

std::vector<FolderChoice> usual_folders(const SessionOptions& options) {
    std::vector<FolderChoice> folders;
    for (const std::string& stick : sticks_below(options.mount_folders))
        folders.push_back({pictures_on(stick), last_part(stick), true, false});
    const std::string& documents = options.documents_or_home();
    folders.push_back({documents, last_part(documents), false, false});
    std::error_code ignored;
    for (const char* name : {"Pictures", "Ảnh", "Hình ảnh", "Downloads", "Tải về"})
        if (const std::string folder = documents + "/" + name; std::filesystem::is_directory(folder, ignored))
            folders.push_back({folder, name, false, false});
    return folders;
}

}  // namespace

void Session::on(const OpenFiles& action) {
    if (!open_form_ || !open_form_->instance().find(action.path)) return;
    open_form_->focus = action.path;
    AtFiles at{action.path, usual_folders(options_).front().folder};
    look_into(at);
    go(std::move(at));
}

void Session::look_into(AtFiles& at) const {
    at.folders = usual_folders(options_);
    for (FolderChoice& choice : at.folders) choice.chosen = choice.folder == at.folder;
    const auto item = open_form_ ? open_form_->instance().find(at.path) : std::nullopt;
    if (item) at.entries = files_for(at.folder, file_kind_of(*open_form_->instance().view(*item).node));
}

void Session::on(const OpenFolder& action) {
    auto* at = std::get_if<AtFiles>(&places_.back());
    if (!at) return;
    at->folder = action.folder;
    look_into(*at);
}

void Session::on(const AttachFile& action) {
    const auto* at = std::get_if<AtFiles>(&places_.back());
    const auto item = at && open_form_ ? open_form_->instance().find(at->path) : std::nullopt;
    if (!item) return;
    const forms::Node& node = *open_form_->instance().view(*item).node;
    const auto value = attach_file(*replica_, node, action.file, open_form_->draft().id);
    if (!value) return tell(value.error());
    const Path path = at->path;
    places_.pop_back();
    on(Answer{path, *value});
}

FilePickerView Session::file_picker_view(const AtFiles& at) {
    FilePickerView view;
    view.folder = at.folder;
    view.folders = at.folders;
    if (const std::string above = std::filesystem::path(at.folder).parent_path().string(); above != at.folder)
        view.above = above;
    const auto item = open_form_ ? open_form_->instance().find(at.path) : std::nullopt;
    if (!item) return view;
    view.question = open_form_->instance().view(*item).label;
    for (const FileEntry& entry : at.entries) {
        FileRow row{entry.path, entry.name, "", entry.is_folder};
        if (!entry.is_folder)
            row.detail = size_text(entry.size, options_.language) + " · " +
                         when_text(entry.modified, clock_.now(), options_.language);
        view.rows.push_back(std::move(row));
    }
    view.empty_text = options_.language == Language::vi
                          ? "Ở đây không có tệp nào dùng được. Cắm thẻ máy ảnh hay USB rồi chọn nó ở trên."
                          : "No file here that can be used. Plug in the camera's card or a stick and choose it above.";
    return view;
}

}  // namespace nuong::client
