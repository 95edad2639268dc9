// Files as answers: photos and papers that people attach, and files that somebody asks for who has only heard of them.
#include <algorithm>

#include "shared/model/attachment.h"
#include "tests/world/room/field_worker.h"

namespace nuong::simulated {
namespace {

// Most are small, so that worlds stay fast; some take several pieces.
std::size_t some_size(Chance& chance) {
    const std::size_t kind = chance.below(100);
    if (kind < 75) return 10 + chance.below(2'000);
    return kind < 95 ? 3'000 + chance.below(30'000) : 66'000 + chance.below(100'000);
}

std::string some_bytes(const std::string& beginning, std::uint64_t number, std::size_t size) {
    std::string bytes = beginning + std::to_string(number) + ":";
    bytes.resize(std::max(size, bytes.size()), static_cast<char>('a' + number % 26));
    return bytes;
}

}  // namespace

void FieldWorker::attach(Fields& answers, const Path& path, const std::string& type) {
    Chance& chance = around_.chance;
    const std::string beginning = type == "jpg" ? "\xFF\xD8\xFF" : "%PDF-";
    std::string bytes = some_bytes(beginning, around_.next_value++, some_size(chance));
    if (!around_.ledger.files.empty() && chance.percent(15)) {  // somebody else has attached the same
        const auto other = std::next(around_.ledger.files.begin(),
                                     static_cast<std::ptrdiff_t>(chance.below(around_.ledger.files.size())));
        if (other->second.bytes.starts_with(beginning)) bytes = other->second.bytes;
    }
    attached_to_.emplace(sha256(bytes), holder_);  // also when the power goes as soon as it is on the disk
    const Attachment file = replica_->blobs().add(bytes, type, holder_);
    loose_.insert(file.blob);
    around_.ledger.files.try_emplace(file.blob, KnownFile{std::move(bytes)});
    set(answers, path, name_of(file));
}

// With a program of one's own. What comes back the line looks at.
void FieldWorker::pry() {
    const auto& files = around_.ledger.files;
    if (files.empty()) return;
    const Hash hash = std::next(files.begin(), static_cast<std::ptrdiff_t>(around_.chance.below(files.size())))->first;
    around_.story.tell(name_ + " asks for the file " + to_hex(hash).substr(0, 8));
    (void)line_.exchange({"GET", "/v1/blobs/" + to_hex(hash) + "?at=0&most=1000000", replica_->device().token, ""});
}

std::map<Hash, bool> FieldWorker::held_files() {
    Statement rows = replica_->database().prepare("select hash, have = size from blob where have > 0");
    std::map<Hash, bool> held;
    while (rows.step()) {
        Hash hash{};
        std::copy_n(rows.blob(0).begin(), hash.size(), hash.begin());
        held[hash] = rows.integer(1) != 0;
    }
    return held;
}

void FieldWorker::forget_files() {
    for (const auto& [hash, is_whole] : held_files())
        if (is_whole) around_.ledger.files[hash].was_forgotten = true;
}

// Attached to a record that is here still, in a save that did not come about; whatever became of another one that has
// it.
bool FieldWorker::has_attached_in_vain(const Hash& hash) {
    const auto [first, last] = attached_to_.equal_range(hash);
    return std::any_of(first, last, [&](const auto& attached) {
        if (!replica_->records().shown(attached.second)) return false;
        const auto saves = replica_->log().changes_of(attached.second);
        return std::none_of(saves.begin(), saves.end(), [&](const auto& logged) {
            const auto named = attachments_of(logged.change);
            return std::any_of(named.begin(), named.end(), [&](const Attachment& each) { return each.blob == hash; });
        });
    });
}

bool FieldWorker::has_in_draft(const Hash& hash) {
    const std::string hex = to_hex(hash);
    for (const client::Draft& draft : replica_->drafts().list())
        for (const NamedValue& answer : replica_->drafts().answers(draft.id))
            if (answer.value.text().starts_with(hex)) return true;
    return false;
}

bool FieldWorker::is_at_work_on(const Hash& hash) {
    if (loose_.contains(hash) || has_attached_in_vain(hash) || has_in_draft(hash)) return true;
    for (const auto& refused : replica_->log().refused())
        for (const auto& logged : replica_->log().changes_of(refused.change.record))
            for (const Attachment& named : attachments_of(logged.change))
                if (named.blob == hash) return true;
    return false;
}

}  // namespace nuong::simulated
