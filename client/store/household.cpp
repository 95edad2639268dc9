#include "client/store/household.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "client/store/keyring.h"
#include "client/store/store_file.h"
#include "shared/base/hash.h"
#include "shared/base/json.h"
#include "shared/sqlite/durable_file.h"

namespace nuong::client {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t note_bytes_max = 1u << 16;
constexpr int numbers_max = 10'000;

std::string note_path(const std::string& home) { return home + "/household.json"; }
std::string people_path(const std::string& home) { return home + "/people"; }
std::string removal_path(const std::string& person_home) { return person_home + "/removed"; }
std::string farewells_path(const std::string& home) { return home + "/farewells"; }
std::string farewell_path(const std::string& home, const std::string& farewell) {
    return farewells_path(home) + "/" + to_hex(sha256(farewell)) + ".json";
}

// Of a folder that this program has made; nothing of any other.
std::optional<int> number_of(const std::string& name) {
    int number = 0;
    const char* const end = name.data() + name.size();
    const auto read = std::from_chars(name.data(), end, number);
    const bool is_ours = read.ec == std::errc() && read.ptr == end && number >= 2 && std::to_string(number) == name;
    return is_ours ? std::optional(number) : std::nullopt;
}

bool is_nobodys(const std::string& home) {
    return !Keyring(home).exists() && !file_exists(store_path(home)) && !file_exists(removal_path(home));
}

Error too_many() {
    const std::string most = std::to_string(members_max);
    return {ErrorCode::refused,
            {"Máy này đã có " + most + " người, không thêm được nữa.", "This device has " + most + " people already."}};
}

Error cannot_make(const std::string& place, const std::error_code& why) {
    return {why == std::errc::no_space_on_device ? ErrorCode::no_space : ErrorCode::damaged,
            {"Không tạo được thư mục “" + place + "” (" + why.message() + "). Dữ liệu trên máy vẫn nguyên.",
             "Cannot make the folder \"" + place + "\" (" + why.message() + "). Everything here is as it was."}};
}

Error is_here_already(const UserId& user) {
    return {ErrorCode::refused,
            {"“" + user +
                 "” đã có trên máy này: hãy chọn tên đó và nhập mã PIN của người đó. Không có gì bị mất; mã "
                 "ghi danh này đã dùng rồi.",
             "\"" + user +
                 "\" is on this device already: choose that name and give their PIN. Nothing is lost; this "
                 "enrolment code is used up."}};
}

bool has_used_up_guesses(const std::string& person_home) {
    const Keyring keyring(person_home);
    return keyring.exists() && keyring.guesses_left() == 0;
}

std::string begun_farewell(const std::string& person_home) {
    const auto begun = read_file(removal_path(person_home), note_bytes_max);
    return begun ? *begun : "";
}

// Without the key the store is noise; the bytes of all that holds it are overwritten before the files go.
void destroy_key(const std::string& person_home) {
    for (const char* const name : {keyring_file, recovery_file, asking_file}) {
        const std::string path = person_home + "/" + name;
        std::error_code missing;
        const auto bytes = fs::file_size(path, missing);
        if (!missing) (void)overwrite_file_durably(path, "", static_cast<std::size_t>(bytes));
    }
}

}  // namespace

// The home itself, then the numbered ones by number.
std::vector<std::string> Household::homes() const {
    std::vector<int> numbers;
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(people_path(home_), ignored))
        if (const auto number = number_of(entry.path().filename().string())) numbers.push_back(*number);
    std::sort(numbers.begin(), numbers.end());
    std::vector<std::string> all{home_};
    for (const int number : numbers) all.push_back(people_path(home_) + "/" + std::to_string(number));
    return all;
}

std::vector<Member> Household::members() const {
    std::vector<Member> members;
    for (std::string& home : homes()) {
        const Keyring keyring(home);
        if (!keyring.exists() || file_exists(removal_path(home))) continue;
        const auto users = keyring.users();
        if (!users) members.push_back({.home = std::move(home), .is_damaged = true});
        else if (!users->front().empty()) members.push_back({users->front(), std::move(home)});
    }
    return members;
}

std::optional<Member> Household::find(const UserId& user) const {
    for (Member& member : members())
        if (!member.is_damaged && member.user == user) return std::move(member);
    return std::nullopt;
}

std::optional<std::string> Household::unfinished() const {
    for (std::string& home : homes()) {
        const auto users = Keyring(home).users();
        if (users && users->front().empty() && !file_exists(removal_path(home))) return std::move(home);
    }
    return std::nullopt;
}

Result<std::string> Household::place_for_another() const {
    if (auto begun = unfinished()) return std::move(*begun);
    if (members().size() >= members_max) return too_many();
    if (const auto made = make_folder(home_); !made) return made.error();
    if (is_nobodys(home_)) return home_;
    if (const auto made = make_folder(people_path(home_)); !made) return made.error();
    for (int number = 2; number < numbers_max; ++number) {
        const std::string place = people_path(home_) + "/" + std::to_string(number);
        if (file_exists(place)) continue;
        std::error_code failed;
        if (fs::create_directory(place, failed)) return place;
        if (failed) return cannot_make(place, failed);
    }
    return too_many();
}

Status Household::name(const std::string& person_home, const UserId& user) const {
    const auto namesake = find(user);
    if (namesake && namesake->home != person_home) return is_here_already(user);
    return Keyring(person_home).rename_user("", user);
}

// The mark of a removal keeps the farewell until all is gone: nobody is told so before.
Status Household::remove(const std::string& person_home, const std::string& farewell) const {
    const std::string last_word = farewell.empty() ? begun_farewell(person_home) : farewell;
    (void)write_file_durably(removal_path(person_home), last_word);  // a full disk must not save what has to go
    destroy_key(person_home);
    for (const char* const name : {keyring_file, recovery_file, asking_file, guesses_file})
        if (const auto removed = remove_file(person_home + "/" + name); !removed) return removed;
    const std::string store = store_path(person_home);
    for (const std::string& path : {store, store + "-wal", store + "-shm", store + "-journal"})
        if (const auto removed = remove_file(path); !removed) return removed;
    if (!last_word.empty()) (void)keep_farewell(last_word);  // the store is gone, whether that can be told or not
    if (const auto unmarked = remove_file(removal_path(person_home)); !unmarked) return unmarked;
    std::error_code not_empty;
    if (person_home != home_) fs::remove(person_home, not_empty);
    return Done{};
}

void Household::finish_removals() const {
    for (const std::string& home : homes())
        if (file_exists(removal_path(home)) || has_used_up_guesses(home)) (void)remove(home);  // or at the next start
}

std::optional<Error> Household::destroyed_after_wrong_pins(const std::string& person_home) const {
    if (!has_used_up_guesses(person_home)) return std::nullopt;
    if (const auto removed = remove(person_home); !removed) return removed.error();
    return Error{
        ErrorCode::locked,
        {"Đã nhập sai mã PIN quá số lần mà huyện cho phép, nên dữ liệu của người này trên máy đã bị xóa. Những gì "
         "đã gửi vẫn còn ở huyện. Để làm việc tiếp, hãy xin huyện mã ghi danh mới.",
         "The PIN was wrong more often than the district allows, so this person's data on the device was "
         "destroyed. What was sent is at the district. To go on, ask them for a new enrolment code."}};
}

Status Household::keep_farewell(const std::string& farewell) const {
    if (const auto made = make_folder(farewells_path(home_)); !made) return made;
    return write_file_durably(farewell_path(home_, farewell), farewell);
}

std::vector<std::string> Household::farewells() const {
    std::vector<std::string> all;
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(farewells_path(home_), ignored))
        if (auto text = read_file(entry.path().string(), note_bytes_max)) all.push_back(std::move(*text));
    return all;
}

void Household::was_told(const std::string& farewell) const {
    (void)remove_file(farewell_path(home_, farewell));  // told once more otherwise
    std::error_code not_empty;
    fs::remove(farewells_path(home_), not_empty);
}

HouseholdNote Household::note() const {
    HouseholdNote note;
    const auto text = read_file(note_path(home_), note_bytes_max);
    const auto json = text ? parse_json(*text, "household") : Result<Json>(text.error());
    if (!json || !json->is_object()) return note;
    for (const auto& [key, field] :
         {std::pair("server", &note.server), std::pair("ca_file", &note.ca_file), std::pair("last", &note.last)})
        if (json->contains(key) && (*json)[key].is_string()) *field = (*json)[key].get<std::string>();
    return note;
}

Status Household::keep(const HouseholdNote& note) const {
    if (note == this->note()) return Done{};
    const Json json{{"server", note.server}, {"ca_file", note.ca_file}, {"last", note.last}};
    return write_file_durably(note_path(home_), dump_json(json) + "\n");
}

}  // namespace nuong::client
