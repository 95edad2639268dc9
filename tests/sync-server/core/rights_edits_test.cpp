// Every role with every form in every relation of area, over what is done to records that others made: an answer added,
// a case taken, a record moved, a record checked or returned. By a sync and by a bundle that somebody brings; a
// relay's way is in rights_relay_test.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "shared/base/seal.h"
#include "sync-server/core/signers.h"
#include "tests/sync-server/core/rights_province.h"

using namespace nuong;
using namespace nuong::testing;

namespace {

enum class Deed { answer, move_out, take_case, move_in };

// One edit of a record that was laid, as one save.
struct Edit {
    const Laid* record;
    Deed deed;
};

constexpr const char* answered = "an_answer";
constexpr const char* granted_commune = "03079";
constexpr const char* foreign_ward = "02635";

Province& province() {
    static Province one;
    return one;
}

std::string said_of(const Edit& edit) {
    constexpr const char* names[]{"answers", "moves out", "takes", "moves in"};
    return std::string(names[static_cast<int>(edit.deed)]) + ": " + testing::said_of(*edit.record);
}

std::vector<std::pair<Path, Value>> writes_of(Deed deed, const UserId& user) {
    switch (deed) {
        case Deed::answer: return {{answered, user}};
        case Deed::move_out: return {{Path(reserved::area), foreign_ward}};
        case Deed::take_case: return {{Path(reserved::assigned), user}};
        case Deed::move_in: return {{Path(reserved::area), granted_commune}};
    }
    return {};
}

// The table says it: whoever writes a form in an area adds to its records there, since they may have been on the way
// with them when the case was given to another; whose it is and where it lies, only those say who hold it or see all.
bool may(const RoleRights& rights, const Edit& edit) {
    const Laid& record = *edit.record;
    if (edit.deed == Deed::take_case && rights.gives && reads_all(rights, record.form)) return record.place->is_granted;
    if (!writes(rights, record.form, *record.place)) return false;
    if (edit.deed == Deed::answer) return true;
    if (edit.deed == Deed::move_out) return false;
    return reads_all(rights, record.form) || record.owner == rights.role;
}

// Records of nobody, of this person and of another, and every deed on each; the last that can succeed moves it.
struct Attempts {
    explicit Attempts(const RoleRights& rights) : records(province().lay({"", UserId(rights.role), stranger})) {
        for (const Laid& record : records)
            for (const Deed deed : {Deed::answer, Deed::move_out, Deed::take_case, Deed::move_in})
                edits.push_back({&record, deed});
    }
    void write(Device& device, const UserId& user) const {
        for (const Edit& edit : edits) device.write(edit.record->id, edit.record->form, writes_of(edit.deed, user));
    }

    std::vector<Laid> records;
    std::vector<Edit> edits;  // the seq of each is its number, from 1
};

// What the record says of the deed, whatever was answered.
bool is_done(const Edit& edit, const UserId& user) {
    const auto state = province().district().record(edit.record->id);
    const auto says = [&](const Path& path, const std::string& text) {
        const Register* reg = state->find(path);
        return reg && std::any_of(reg->heads.begin(), reg->heads.end(),
                                  [&](const Head& head) { return head.value.text() == text; });
    };
    switch (edit.deed) {
        case Deed::answer: return says(answered, user);
        case Deed::move_out:
            return edit.record->place->code != std::string(foreign_ward) && says(Path(reserved::area), foreign_ward);
        case Deed::take_case: return edit.record->owner != user && says(Path(reserved::assigned), user);
        case Deed::move_in: return says(Path(reserved::area), granted_commune);
    }
    return false;
}

bool can_be_told_apart(const Edit& edit, const UserId& user) {
    return edit.deed != Deed::take_case || edit.record->owner != user;
}

// Lines of what was taken and should not have been, and the other way round: by verdict, and by what the record says.
std::string differences(const RoleRights& rights, const Attempts& attempts,
                        const std::function<std::string(std::uint64_t)>& verdict_of) {
    std::string all;
    for (std::size_t i = 0; i < attempts.edits.size(); ++i) {
        const Edit& edit = attempts.edits[i];
        const bool is_allowed = may(rights, edit);
        const std::string verdict = verdict_of(i + 1);
        if (verdict != (is_allowed ? "" : "no_right")) all += "verdict \"" + verdict + "\", " + said_of(edit);
        const UserId user(rights.role);
        if (can_be_told_apart(edit, user) && is_done(edit, user) != is_allowed)
            all += (is_allowed ? "not done, " : "done, ") + said_of(edit);
    }
    return all;
}

// A device that signs, so that others can carry what it made.
Device signing(const UserId& user, const SigningKey& key) {
    District& district = province().district();
    Device device = district.device(user);
    const auto transaction = district.store->begin();
    learn_signing_key(*transaction, device.id, key.public_key, user, district.clock.now());
    transaction->commit();
    return device;
}

std::string bundle_of(const Device& device, const SigningKey& key, const KeyBytes& to) {
    std::vector<std::string> texts;
    for (const Change& change : device.log) texts.push_back(protocol::encode(change));
    protocol::ParcelHead head;
    head.district = to;
    head.maker = device.id;
    head.first = 1;
    head.count = static_cast<std::uint32_t>(texts.size());
    return protocol::encode_bundle({protocol::make_parcel(head, {}, texts, key, Instant()).value().bytes});
}

KeyBytes key_of_district() {
    const auto transaction = province().district().store->begin();
    const KeyBytes key = ready_seal_key(*transaction).public_key;
    transaction->commit();
    return key;
}

std::string verdict_in_store(DeviceId device, std::uint64_t seq) {
    const auto row = province().district().store->read()->change(device, seq);
    return row ? row->verdict : "never came";
}

}  // namespace

TEST_CASE("on a record that others made a role does what the table says, and is told of it no more than before") {
    for (const RoleRights& rights : rights_table()) {
        CAPTURE(rights.role);
        const Attempts attempts(rights);
        Device device = province().district().device(UserId(rights.role));
        attempts.write(device, UserId(rights.role));
        const auto refused = send_everything(device);
        CHECK(differences(rights, attempts, [&](std::uint64_t seq) {
                  const auto at = refused.find(seq);
                  return at == refused.end() ? "" : at->second;
              }) == "");
        device.catch_up();
        for (const Laid& record : attempts.records) {
            CAPTURE(testing::said_of(record));
            CHECK(device.told.contains(record.id) == sees(rights, record));
        }
    }
}

TEST_CASE("only who checks a form says of its records that they are checked or returned") {
    for (const RoleRights& rights : rights_table()) {
        CAPTURE(rights.role);
        const auto records = province().lay({"", UserId(rights.role), stranger});
        Device device = province().district().device(UserId(rights.role));
        std::vector<std::pair<const Laid*, std::string>> said;
        for (const Laid& record : records)
            for (const auto found : {status::submitted, status::void_, status::checked, status::returned}) {
                device.write(record.id, record.form, {{Path(reserved::status), std::string(found)}});
                said.emplace_back(&record, found);
            }
        auto refused = send_everything(device);
        std::string wrong;
        std::map<RecordId, std::string> last;
        for (std::size_t i = 0; i < said.size(); ++i) {
            const auto& [record, found] = said[i];
            const bool checks = rights.checks.contains(record->form) && record->place->is_granted;
            const bool is_of_writer = found == status::submitted || found == status::void_;
            const bool is_allowed = checks || (is_of_writer && writes(rights, record->form, *record->place));
            if (is_allowed) last[record->id] = found;
            if (refused[i + 1] != (is_allowed ? "" : "no_right")) wrong += found + " " + said_of(*record);
        }
        CHECK(wrong == "");
        for (const Laid& record : records) {
            const auto state = province().district().record(record.id);
            const Register* reg = state->find(reserved::status);
            CAPTURE(said_of(record));
            CHECK((reg ? reg->heads.front().value.text() : "") == last[record.id]);
        }
    }
}

TEST_CASE("whoever checks a form that they do not write changes no answer, and the device is told what it checks") {
    for (const RoleRights& rights : rights_table()) {
        CAPTURE(rights.role);
        const Device device = province().district().device(UserId(rights.role));
        const auto told = province().district().grants_of(device).review;
        CHECK(std::set<std::string_view>(told.begin(), told.end()) == rights.checks);
        for (const std::string_view form : rights.checks) CHECK(reads_all(rights, FormId(form)));
    }
}

TEST_CASE("a bundle gives nobody a right that its maker has not, whoever carries it") {
    const KeyBytes to = key_of_district();
    Device carrier = province().district().device("admin");
    for (const RoleRights& rights : rights_table()) {
        CAPTURE(rights.role);
        const SigningKey key = make_signing_key();
        Device maker = signing(UserId(rights.role), key);
        const Attempts attempts(rights);
        attempts.write(maker, UserId(rights.role));
        District& district = province().district();
        const auto taken = district.service.take_bundle(*district.store, *token_hash(carrier.token),
                                                        bundle_of(maker, key, to), district.clock.now());
        REQUIRE(std::holds_alternative<std::string>(taken));
        CHECK(differences(rights, attempts, [&](std::uint64_t seq) { return verdict_in_store(maker.id, seq); }) == "");
        // The carrier hears how far the maker is, and of no record.
        for (const Laid& record : attempts.records)
            CHECK(std::get<std::string>(taken).find(to_string(record.id)) == std::string::npos);
        carrier.catch_up();
        CHECK(carrier.told.empty());
    }
}
