// Every role with every form in every relation of area, over each way in which the server gives or takes something:
// what is pushed, pulled, fetched as a file and exported is what the table of rights says, no more and no less.
#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include "shared/base/json.h"
#include "sync-server/core/blobs.h"
#include "sync-server/core/export_records.h"
#include "tests/support/temporary_folder.h"
#include "tests/sync-server/core/rights_province.h"

using namespace nuong;
using namespace nuong::testing;

namespace {

// In each place a record of nobody and one of each person's own caseload, and a file in the first.
class FullProvince : public Province {
public:
    FullProvince() {
        std::vector<UserId> owners{""};
        for (const RoleRights& rights : rights_table()) owners.emplace_back(rights.role);
        records_ = lay(owners);
    }
    const std::vector<Laid>& records() const { return records_; }

private:
    std::vector<Laid> records_;
};

FullProvince& province() {
    static FullProvince one;
    return one;
}

const Principal principal_for(const RoleRights& rights) {
    FullProvince& here = province();
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
        auto refused = send_everything(device);
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
