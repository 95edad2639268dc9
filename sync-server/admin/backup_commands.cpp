// backup, by hand or every night into one folder, and restore.
#include <algorithm>
#include <charconv>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "shared/sqlite/durable_file.h"
#include "sync-server/admin/command.h"
#include "sync-server/admin/kept_lists.h"
#include "sync-server/admin/operator_name.h"
#include "sync-server/admin/print.h"

namespace nuong::admin {
namespace {

namespace fs = std::filesystem;

constexpr const char* part_ending = ".part";
constexpr std::string_view name_pattern = "nuong-00000000T000000.db";  // 0: a digit

bool is_own_backup(const std::string& name) {
    return name.size() == name_pattern.size() &&
           std::equal(name.begin(), name.end(), name_pattern.begin(), [](char letter, char wanted) {
               return wanted == '0' ? letter >= '0' && letter <= '9' : letter == wanted;
           });
}

struct Plan {
    std::string file;
    std::string folder;    // "" = one copy by hand
    std::size_t keep = 0;  // of those in the folder; 0: all
};

Result<Plan> plan_of(const Context& context) {
    const CommandLine& line = context.line;
    if (line.words.empty() == !line.has("into"))
        return Error{ErrorCode::usage, {"Cần tên tệp, hoặc --into THƯ_MỤC.", "A file is needed, or --into FOLDER."}};
    if (!line.has("into")) return Plan{line.words[0], "", 0};
    Plan plan{"", line.value("into"), 0};
    const std::string keep = line.value("keep");
    const auto [end, error] = std::from_chars(keep.data(), keep.data() + keep.size(), plan.keep);
    if (line.has("keep") && (error != std::errc() || end != keep.data() + keep.size() || plan.keep == 0))
        return Error{ErrorCode::usage, {"--keep cần số bản giữ lại, từ 1.", "--keep needs how many to keep, from 1."}};
    std::error_code failed;
    fs::create_directories(plan.folder, failed);
    if (failed)
        return Error{ErrorCode::no_space,
                     {"Không tạo được thư mục " + plan.folder + ".", "The folder " + plan.folder + " cannot be made."}};
    for (const auto& entry : fs::directory_iterator(plan.folder))  // of one that a power cut ended
        if (is_own_backup(entry.path().stem()) && entry.path().extension() == part_ending) fs::remove(entry.path());
    plan.file = plan.folder + "/nuong-" + stamp_of(context.clock.now()) + ".db";
    return plan;
}

// The oldest first; only what this command has named itself.
std::vector<std::string> own_backups(const std::string& folder) {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder))
        if (const std::string name = entry.path().filename(); entry.is_regular_file() && is_own_backup(name))
            names.push_back(name);
    std::sort(names.begin(), names.end());
    return names;
}

// Never the one that was just made: the clock may have been set back.
std::size_t remove_old(const Plan& plan) {
    if (plan.keep == 0) return 0;
    auto names = own_backups(plan.folder);
    std::erase(names, fs::path(plan.file).filename().string());
    std::size_t removed = 0;
    for (; names.size() - removed > plan.keep - 1; ++removed) fs::remove(plan.folder + "/" + names[removed]);
    return removed;
}

// Under its name only when it is whole: what nobody could restore is no backup, and must not push out one that is.
Status make_copy(Context& context, SqlChangeStore& store, const std::string& file) {
    const std::string part = file + part_ending;
    fs::remove(part);
    Status sound = context.folder.write_copy(store, part);
    if (sound) fs::permissions(part, fs::perms::owner_read | fs::perms::owner_write);
    if (sound) sound = context.folder.check_copy(part);
    if (sound) sound = flush_file(part);
    if (!sound) {
        fs::remove(part);
        return sound;
    }
    fs::rename(part, file);
    flush_folder_of(file);
    return Done{};
}

// What restoring the copy must know that happened since, and will; from now on this folder is told at once.
Status note_beside(const Context& context, SqlChangeStore& store, const std::string& file) {
    const auto key = context.folder.read_key();
    if (!key) return key.error();
    const KeptLists lists = kept_lists(*store.read(), {context.folder.path()}, *key);
    return note_lists(fs::path(file).parent_path().string(), lists, *key);
}

}  // namespace

Result<int> backup(Context& context) {
    const auto plan = plan_of(context);
    if (!plan) return plan.error();
    const std::string file = fs::absolute(plan->file).string();  // so that the audit says where it lies
    if (fs::exists(file))
        return Error{
            ErrorCode::invalid,
            {"Tệp " + file + " đã có; hãy chọn tên khác.", "The file " + file + " exists; choose another name."}};
    auto store = context.folder.open();
    if (!store) return store.error();
    if (const Status made = make_copy(context, **store, file); !made) return made.error();
    if (const Status noted = note_beside(context, **store, file); !noted) return noted.error();
    const auto transaction = (*store)->begin();
    transaction->add_audit(context.clock.now(), operator_name(), "backup", file);
    transaction->commit();
    const std::size_t removed = remove_old(*plan);
    const auto bytes = fs::file_size(file);
    if (context.line.json) print_json(context.out, {{"file", file}, {"bytes", bytes}, {"removed", removed}});
    const std::string old = std::to_string(removed);
    context.say({"Đã sao lưu vào " + file + " và mở thử được" +
                     (removed > 0 ? ", xóa " + old + " bản cũ" : std::string()) +
                     ". Bản sao mở bằng cùng một khóa; hãy cất khóa ở nơi khác.",
                 "Backed up to " + file + ", and tried that it opens" +
                     (removed > 0 ? "; removed " + old + " old ones" : std::string()) +
                     ". The copy opens with the same key; keep the key elsewhere."});
    return 0;
}

Message who_needs_a_code() {
    return {" Máy nào ghi danh sau bản sao thì cần mã mới: nuong-server device code TÊN.",
            " A device that was enrolled since needs a new code: nuong-server device code NAME."};
}

void say_what_was_taken(const Context& context, const SetBack& set_back) {
    for (const Message& each : told_of(set_back)) context.say(each);
}

// What a restore does besides putting a store in its place, for one that came back by other means.
Result<int> begin_again(Context& context) {
    const auto begun = context.folder.begin_again(context.clock.now());
    if (!begun) return begun.error();
    if (context.line.json) print_json(context.out, json_of(*begun));
    context.say({"Kho dữ liệu đã bắt đầu lại. Các máy sẽ gửi lại phần mà kho đã quên." + who_needs_a_code().vi,
                 "The store has begun again. Devices will send again what it has forgotten." + who_needs_a_code().en});
    say_what_was_taken(context, *begun);
    return 0;
}

Result<int> restore(Context& context) {
    if (context.line.words.empty() != context.line.has("set-back"))
        return Error{ErrorCode::usage, {"Cần tên tệp, hoặc --set-back.", "A file is needed, or --set-back."}};
    if (context.line.has("set-back")) return begin_again(context);
    const std::string& file = context.line.words[0];
    if (!fs::exists(file))
        return Error{ErrorCode::not_found, {"Không có tệp " + file + ".", "There is no file " + file + "."}};
    const auto restored = context.folder.replace_store(file, context.clock.now());
    if (!restored) return restored.error();
    const std::string& kept = restored->kept;
    if (context.line.json) {
        OrderedJson json{{"restored", file}, {"before", kept}};
        json.update(json_of(restored->set_back));
        print_json(context.out, json);
    }
    const Message old =
        kept.empty() ? Message{} : Message{" Kho cũ nằm ở " + kept + ".", " The old store is in " + kept + "."};
    context.say({"Đã khôi phục từ " + file + "." + old.vi + " Các máy sẽ gửi lại phần mà bản sao chưa có." +
                     who_needs_a_code().vi,
                 "Restored from " + file + "." + old.en + " Devices will send again what the backup does not have." +
                     who_needs_a_code().en});
    say_what_was_taken(context, restored->set_back);
    return 0;
}

}  // namespace nuong::admin
