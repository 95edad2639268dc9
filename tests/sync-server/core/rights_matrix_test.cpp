// Every role with every form in every relation of area, over each way in which the server gives or takes something:
// what is pushed, pulled, fetched as a file and exported is what the table of rights says, no more and no less.
#include "tests/sync-server/core/rights_table.h"

#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "shared/base/json.h"
#include "shared/merge/merge.h"
#include "sync-server/core/blobs.h"
#include "sync-server/core/export_records.h"
#include "tests/support/temporary_folder.h"
#include "tests/sync-server/core/district.h"

using namespace nuong;
using namespace nuong::testing;
namespace fs = std::filesystem;

namespace {

struct Place {
    const char* name;
    const char* code;
    bool is_granted;  // to a user of the district 089
};
constexpr Place places[]{{"the area itself", "089", true},
                         {"below it", "03076", true},
                         {"beside it", "02635", false},
                         {"above it", "10", false}};

std::string text_of(const fs::path& path) {
    std::ifstream in(path);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<DocumentFile> shipped_documents() {
    std::vector<DocumentFile> files;
    for (const char* folder : {"forms", "roles", "areas"})
        for (const auto& entry : fs::directory_iterator(fs::path(NUONG_SOURCE_DIR "/schemas") / folder))
            if (const std::string name = entry.path().filename();
                name.ends_with(".json") && !name.ends_with("schema.json"))
                files.push_back({name, folder, text_of(entry.path())});
    return files;
}

struct Laid {
    RecordId id;
    FormId form;
    const Place* place;
    UserId owner;  // whose case it is; "": nobody's
    Hash file{};
};

// A province with every form: in each place a record of nobody and one of each person's own caseload, and a file in the
// first.
class Province {
public:
    Province() : district_(District::Bare{}) {
        district_.publish_more(shipped_documents());
        const auto book = district_.service.book();
        for (const FormId& form : book->forms) forms_.push_back(form);
        std::sort(forms_.begin(), forms_.end());
        for (const RoleRights& rights : rights_table())
            district_.add_user(UserId(rights.role), std::string(rights.role), {"089"});
        const auto transaction = district_.store->begin();
        for (const FormId& form : forms_)
            for (const Place& place : places) {
                lay(*transaction, form, place, "");
                for (const RoleRights& rights : rights_table()) lay(*transaction, form, place, UserId(rights.role));
            }
        district_.service.committed(transaction->commit());
    }

    District& district() { return district_; }
    const std::vector<FormId>& forms() const { return forms_; }
    const std::vector<Laid>& records() const { return records_; }

private:
    void lay(StoreTransaction& transaction, const FormId& form, const Place& place, const UserId& owner) {
        const auto number = static_cast<std::uint64_t>(records_.size() + 1);
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
        records_.push_back(laid);
    }

    District district_;
    std::vector<FormId> forms_;
    std::vector<Laid> records_;
};

Province& province() {
    static Province one;
    return one;
}

char right_to(const RoleRights& rights, const FormId& form) {
    const auto at = rights.forms.find(form);
    return at == rights.forms.end() ? '-' : at->second;
}

bool sees(const RoleRights& rights, const Laid& record) {
    const char right = right_to(rights, record.form);
    if (right == '-' || !record.place->is_granted) return false;
    return right == 'W' || right == 'r' || record.owner == rights.role;
}

bool writes(const RoleRights& rights, const FormId& form, const Place& place) {
    const char right = right_to(rights, form);
    return (right == 'W' || right == 'C') && place.is_granted;
}

std::string said_of(const Laid& record) {
    return record.form + ", " + record.place->name + (record.owner.empty() ? "" : ", case of " + record.owner) + "\n";
}

const Principal principal_for(const RoleRights& rights) {
    Province& here = province();
    const auto answer =
        principal_of(*here.district().store->read(), *here.district().service.book(), UserId(rights.role));
    REQUIRE(std::holds_alternative<Principal>(answer));
    return std::get<Principal>(answer);
}

// Lines of what came and should not have, and of what should have come and did not.
std::string differences(const RoleRights& rights, const std::function<bool(const Laid&)>& came, bool with_files_only) {
    std::string all;
    for (const Laid& record : province().records()) {
        if (with_files_only && !record.owner.empty()) continue;
        if (came(record) != sees(rights, record)) all += (came(record) ? "came: " : "missing: ") + said_of(record);
    }
    return all;
}

}  // namespace

TEST_CASE("the table of rights speaks of every role and of forms that are there") {
    const auto roles = province().district().service.book()->roles;
    CHECK(roles.size() == rights_table().size() + 1);  // and the relay, which is nobody
    for (const RoleRights& rights : rights_table()) {
        CAPTURE(rights.role);
        CHECK(roles.contains(std::string(rights.role)));
        for (const auto& [form, right] : rights.forms) {
            CAPTURE(form);
            CHECK(province().district().service.book()->forms.contains(FormId(form)));
        }
    }
}

TEST_CASE("a device receives the records of its person's role, areas and cases, and no others") {
    for (const RoleRights& rights : rights_table()) {
        CAPTURE(rights.role);
        Device device = province().district().device(UserId(rights.role));
        device.catch_up();
        CHECK(differences(
                  rights, [&](const Laid& record) { return device.told.contains(record.id); }, false) == "");
        CHECK(device.left.empty());  // not even the ids of others' records
    }
}

TEST_CASE("what a role may not write, or not there, is refused and changes nothing") {
    for (const RoleRights& rights : rights_table()) {
        CAPTURE(rights.role);
        Device device = province().district().device(UserId(rights.role));
        std::vector<std::pair<FormId, const Place*>> asked;
        std::vector<RecordId> made;
        for (const FormId& form : province().forms())
            for (const Place& place : places) {
                made.push_back(make_uuid_v7(province().district().clock.now()));
                device.write(made.back(), form, {{Path(reserved::area), Value(place.code)}});
                asked.emplace_back(form, &place);
            }
        std::map<std::uint64_t, std::string> refused;
        while (device.acked < device.log.size()) {
            const auto answer = device.sync();
            for (const protocol::Verdict& verdict : answer_of(answer).verdicts) refused[verdict.seq] = verdict.code;
        }
        const auto reader = province().district().store->read();
        for (std::size_t i = 0; i < asked.size(); ++i) {
            CAPTURE(asked[i].first, asked[i].second->name);
            const bool may = writes(rights, asked[i].first, *asked[i].second);
            CHECK(refused[i + 1] == (may ? "" : "no_right"));
            const auto row = reader->record(made[i]);
            CHECK((row && !row->area.empty()) == may);
        }
    }
}

TEST_CASE("a file is given to those who may see a record that names it, and others do not learn that it is there") {
    for (const RoleRights& rights : rights_table()) {
        CAPTURE(rights.role);
        const Principal principal = principal_for(rights);
        const auto reader = province().district().store->read();
        const auto given = [&](const Laid& record) {
            const auto book = province().district().service.book();
            const auto bytes = give_blob_bytes(*reader, *book, principal, {record.file, 0, 100});
            if (const auto* refused = std::get_if<protocol::HttpError>(&bytes)) CHECK(refused->code == "not_found");
            return std::holds_alternative<std::string>(bytes);
        };
        CHECK(differences(rights, given, true) == "");
    }
}

TEST_CASE("an export holds the records of the user's role, areas and cases, without the classes that must not leave") {
    const test::TemporaryFolder folder;
    for (const RoleRights& rights : rights_table())
        for (const FormId& form : province().forms()) {
            CAPTURE(rights.role, form);
            const auto wish = exports::make_wish({.form = form, .out = folder / "x.json"}, "");
            const auto exported = export_records(*province().district().store, UserId(rights.role), wish.value(),
                                                 province().district().clock.now());
            CHECK(static_cast<bool>(exported) == (rights.exports && right_to(rights, form) != '-'));
            if (!exported) {
                CHECK(exported.error().code == ErrorCode::refused);
                continue;
            }
            const Json json = Json::parse(text_of(folder / "x.json"));
            const auto audit = province().district().store->read()->audit(0, 100'000);
            REQUIRE_FALSE(audit.empty());
            CHECK(audit.back().what == "export");
            CHECK(audit.back().detail.starts_with(json["export"]["number"].get<std::string>() + " " + form + " for " +
                                                  std::string(rights.role)));
            std::set<std::string> ids;
            for (const Json& record : json["records"]) ids.insert(record["record"].get<std::string>());
            for (const Laid& record : province().records())
                if (record.form == form) {
                    CAPTURE(said_of(record));
                    CHECK(ids.contains(to_string(record.id)) == sees(rights, record));
                }
            // Read from the form's text, as its author wrote the classes.
            const std::function<void(const Json&, const std::string&)> look = [&](const Json& children,
                                                                                  const std::string& of_group) {
                for (const Json& node : children) {
                    const std::string own = node.value("sensitivity", of_group);
                    look(node.value("children", Json::array()), own);
                    const bool is_masked = own != "open" && rights.not_exported.find(own[0]) != std::string_view::npos;
                    if (!is_masked || node.contains("children")) continue;
                    for (const auto& [id, label] : json["fields"].items()) {
                        CAPTURE(id);
                        const bool is_this = id == node["name"] || id.ends_with("/" + node["name"].get<std::string>());
                        CHECK((!is_this || json["fields"][id] != node["label"].value("vi", "")));
                    }
                }
            };
            look(parse_json(text_of(NUONG_SOURCE_DIR "/schemas/forms/" + form + ".json"), form).value()["survey"],
                 "open");
        }
}

TEST_CASE("every field of a class that a role must not export or print is left out of both") {
    const std::vector<std::string> roles{text_of(NUONG_SOURCE_DIR "/schemas/roles/roles.json")};
    for (const RoleRights& rights : rights_table()) {
        const std::string role(rights.role);
        const auto export_mask = printing::export_mask_of(roles, role);
        CHECK(export_mask.has_value() == rights.exports);
        const struct {
            std::string_view masked;
            printing::PrintMask mask;
        } ways[]{{rights.not_exported,
                  export_mask.value_or(printing::PrintMask{forms::Sensitivity::identifying, forms::Sensitivity::health,
                                                           forms::Sensitivity::special})},
                 {rights.not_printed, printing::print_mask_of(roles, role)}};
        for (const FormId& id : province().forms()) {
            const auto form = forms::compile_package(text_of(NUONG_SOURCE_DIR "/schemas/forms/" + id + ".json")).form;
            for (const auto& way : ways) {
                const printing::LeftOut left_out(*form, way.mask);
                for (std::size_t i = 0; i < form->definition.nodes.size(); ++i) {
                    const forms::Node& node = form->definition.nodes[i];
                    if (forms::is_container(node.type) || node.sensitivity == forms::Sensitivity::open) continue;
                    const bool is_masked =
                        way.masked.find(forms::name_of(node.sensitivity)[0]) != std::string_view::npos;
                    CAPTURE(role, id, node.id, is_masked);
                    if (is_masked) CHECK(left_out.node(static_cast<int>(i)));
                }
            }
        }
    }
}

TEST_CASE("the walls that the law asks for stand, whatever else changes") {
    const auto book = province().district().service.book();
    const auto readers = [&](const FormId& form) {
        std::set<std::string> all;
        for (const auto& [id, role] : book->roles)
            if (!role.is_relay && role.may_read(form)) all.insert(id);
        return all;
    };
    for (const char* form :
         {"screening_assist", "screening_brief", "clinical_assessment", "outreach_contact", "harm_reduction_support",
          "hotline_call", "hotline_followup", "hotline_report", "data_request"}) {
        CAPTURE(form);
        CHECK_FALSE(readers(form).contains("commune_police"));
    }
    for (const char* sealed : {"harm_reduction_support", "victim_support", "victim_identity"})
        CHECK(readers(sealed) == std::set<std::string>{"shelter"});
    // Who governs from far receives no record with a name in it.
    for (const FormId& form : province().forms()) {
        const auto compiled = forms::compile_package(text_of(NUONG_SOURCE_DIR "/schemas/forms/" + form + ".json")).form;
        const bool names_people =
            std::any_of(compiled->definition.nodes.begin(), compiled->definition.nodes.end(),
                        [](const forms::Node& node) { return node.sensitivity == forms::Sensitivity::identifying; });
        CAPTURE(form);
        if (names_people) CHECK_FALSE(readers(form).contains("province_staff"));
        CHECK_FALSE(readers(form).contains("admin"));
    }
}
