// Handing changes over on a stick: where to, what lies there, what came of it.
#include <algorithm>
#include <utility>

#include "client/app/file_name.h"
#include "client/app/session.h"
#include "client/sync/hand_over.h"
#include "client/sync/sync_worker.h"

namespace nuong::client {
namespace {

std::string folder_of(const std::string& path) { return path.substr(0, path.find_last_of('/')); }

// "lan-20260302-0800.nuong": who and when, so that no file takes the place of another.
std::string file_name(const UserId& user, Instant now) { return user + "-" + day_and_minute(now) + bundle_ending; }

}  // namespace

void Session::on(const OpenHandOver&) {
    if (!workbook_) return;
    hand_over_.result.reset();
    on(LookForSticks{});
    go(AtHandOver{});
}

std::vector<FolderChoice> Session::folders_to_write_to() const {
    const std::string& documents = options_.documents_or_home();
    std::vector<FolderChoice> folders;
    for (const std::string& stick : sticks_below(options_.mount_folders))
        folders.push_back({stick, last_part(stick), true, false});
    folders.push_back({documents, last_part(documents), false, false});
    return folders;
}

void Session::on(const LookForSticks&) {
    if (!workbook_) return;
    if (auto* print = places_.empty() ? nullptr : std::get_if<AtPrint>(&places_.back())) {
        print->folders = folders_to_write_to();
        return on(ChooseFolder{print->folders.front().folder});
    }
    hand_over_.folders = folders_to_write_to();
    std::vector<std::string> places;
    for (const FolderChoice& choice : hand_over_.folders) places.push_back(choice.folder);
    hand_over_.files.clear();
    for (const std::string& file : bundle_files_in(places))
        hand_over_.files.push_back({file, last_part(file), folder_of(file)});
    on(ChooseFolder{places.front()});
}

void Session::on(const ChooseFolder& action) {
    if (!workbook_) return;
    if (auto* print = places_.empty() ? nullptr : std::get_if<AtPrint>(&places_.back())) {
        print->result.reset();
        for (FolderChoice& choice : print->folders) choice.chosen = choice.folder == action.folder;
        return;
    }
    for (FolderChoice& choice : hand_over_.folders) choice.chosen = choice.folder == action.folder;
    hand_over_.path = action.folder + "/" + file_name(replica_->device().user, corrected_now());
}

void Session::on(const ExportBundle& action) {
    if (!worker_ || !workbook_ || hand_over_.busy) return;
    hand_over_.busy = true;
    hand_over_.result.reset();
    hand_over_.path = action.path;
    worker_->request_bundle({false, action.path});
}

void Session::on(const ImportBundle& action) {
    if (!worker_ || !workbook_ || hand_over_.busy) return;
    hand_over_.busy = true;
    hand_over_.result.reset();
    worker_->request_bundle({true, action.path});
}

void Session::take_event(const BundleEvent& event) {
    changed_ = true;
    hand_over_.busy = false;
    if (!event.count) {
        hand_over_.result = Notice{NoticeKind::error, event.count.error().message.in(options_.language)};
        return;
    }
    const Message told =
        event.job.takes_in ? told_of_import(*event.count) : told_of_export(*event.count, event.job.path);
    std::string text = told.in(options_.language);
    if (!event.count->is_whole) text += " " + not_whole().in(options_.language);
    hand_over_.result = Notice{event.count->is_whole ? NoticeKind::success : NoticeKind::warning, std::move(text)};
}

// At the door: why it opened, and that nothing has happened yet.
void Session::announce_given_bundle() {
    if (options_.bundle.empty()) return;
    const std::string name = last_part(options_.bundle);
    tell(NoticeKind::info, {"Sau khi nhập mã PIN, máy này giữ giúp tệp “" + name + "” để chuyển lên giúp.",
                            "Once the PIN is entered, this device takes in “" + name + "” to hand it on."});
}

void Session::take_given_bundle() {
    if (options_.bundle.empty() || !workbook_) return;
    on(OpenHandOver{});
    on(ImportBundle{std::exchange(options_.bundle, "")});
}

HandOverView Session::hand_over_view() {
    HandOverView view = hand_over_;
    view.pending = replica_->log().count(LogState::waiting);
    view.carries = replica_->bundles().is_carrying();
    return view;
}

}  // namespace nuong::client
