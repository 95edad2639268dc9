#include "tests/sync-server/core/rights_province.h"

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "shared/merge/merge.h"

namespace nuong::testing {

namespace fs = std::filesystem;

std::string text_of(const fs::path& path) {
    std::ifstream in(path);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<DocumentFile> shipped_documents(const std::vector<std::string>& folders) {
    std::vector<DocumentFile> files;
    for (const std::string& folder : folders)
        for (const auto& entry : fs::directory_iterator(fs::path(NUONG_SOURCE_DIR "/schemas") / folder))
            if (const std::string name = entry.path().filename();
                name.ends_with(".json") && !name.ends_with("schema.json"))
                files.push_back({name, folder, text_of(entry.path())});
    return files;
}

Province::Province() : district_(District::Bare{}) {
    auto documents = shipped_documents({"forms", "roles"});
    documents.push_back(small_documents().front());  // the areas: thousands of them would be read for each export
    district_.publish_more(documents);
    const auto book = district_.service.book();
    for (const FormId& form : book->forms) forms_.push_back(form);
    std::sort(forms_.begin(), forms_.end());
    for (const RoleRights& rights : rights_table())
        district_.add_user(UserId(rights.role), std::string(rights.role), {"089"});
}

std::vector<Laid> Province::lay(const std::vector<UserId>& owners) {
    std::vector<Laid> records;
    const auto transaction = district_.store->begin();
    for (const FormId& form : forms_)
        for (const Place& place : places)
            for (const UserId& owner : owners) records.push_back(lay(*transaction, form, place, owner));
    district_.service.committed(transaction->commit());
    return records;
}

Laid Province::lay(StoreTransaction& transaction, const FormId& form, const Place& place, const UserId& owner) {
    const std::uint64_t number = ++laid_;
    Laid laid{make_uuid_v7(district_.clock.now()), form, &place, owner};
    RecordState state{laid.id, form, {}, {}};
    const DeviceId elsewhere{0xE15E};
    Change change;
    change.device = elsewhere;
    change.seq = number;
    change.record = laid.id;
    change.form = form;
    change.at = district_.clock.now();
    change.author = "somebody";
    change.n0 = 1;
    change.writes = {{Path(reserved::area), Value(place.code), {}, std::nullopt}};
    if (!owner.empty()) change.writes.push_back({Path(reserved::assigned), Value(owner), {}, std::nullopt});
    nuong::apply(state, change);
    transaction.put_record({laid.id, form, place.code, protocol::encode(state), 0}, std::nullopt);
    if (owner.empty()) {
        const std::string bytes = "%PDF-1.4 " + std::to_string(number);
        laid.file = sha256(bytes);
        transaction.add_blob_reference(laid.file, {laid.id, elsewhere, true});
        transaction.add_blob_bytes({laid.file, bytes.size(), 0}, bytes, district_.clock.now());
    }
    return laid;
}

char right_to(const RoleRights& rights, const FormId& form) {
    const auto at = rights.forms.find(form);
    return at == rights.forms.end() ? '-' : at->second;
}

bool reads_all(const RoleRights& rights, const FormId& form) {
    const char right = right_to(rights, form);
    return right == 'W' || right == 'r';
}

bool sees(const RoleRights& rights, const Laid& record) {
    if (right_to(rights, record.form) == '-' || !record.place->is_granted) return false;
    return reads_all(rights, record.form) || record.owner == rights.role;
}

bool writes(const RoleRights& rights, const FormId& form, const Place& place) {
    const char right = right_to(rights, form);
    return (right == 'W' || right == 'C') && place.is_granted;
}

std::string said_of(const Laid& record) {
    return record.form + ", " + record.place->name + (record.owner.empty() ? "" : ", case of " + record.owner) + "\n";
}

std::map<std::uint64_t, std::string> send_everything(Device& device) {
    std::map<std::uint64_t, std::string> refused;
    while (device.acked < device.log.size()) {
        const auto answer = device.sync();
        for (const protocol::Verdict& verdict : answer_of(answer).verdicts) refused[verdict.seq] = verdict.code;
    }
    return refused;
}

}  // namespace nuong::testing
