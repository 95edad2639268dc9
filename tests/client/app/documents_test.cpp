// Forms, areas and roles on their way to a device: all in one answer, and what came is kept when the line breaks.
#include <catch2/catch_test_macros.hpp>

#include "sync-server/core/document_book.h"
#include "tests/client/app/line.h"

using namespace nuong;
using namespace nuong::client;
using nuong::client::testing::Laptop;

namespace {

struct Office : nuong::testing::District {
    Office() {
        add_user("lan", "worker", {"089"});
        std::vector<DocumentFile> forms;
        for (int i = 0; i < 30; ++i) {
            const std::string id = "form_" + std::to_string(i);
            forms.push_back({id + ".json", "forms", nuong::testing::small_form(id)});
        }
        publish_more(forms);
    }
};

}  // namespace

TEST_CASE("A new device has all of thirty-four documents with its third request") {
    Office office;
    Laptop lan(office, "lan");  // enrols, syncs
    CHECK(lan.replica->schemas().catalogue().size() == 34);
    CHECK(lan.line.requests == 3);  // enrolment, sync, documents
    CHECK(lan.sync().requests == 1);
}

TEST_CASE("A server that gives documents one by one is asked one by one") {
    Office office;
    Laptop lan(office, "lan");
    office.publish_more({{"new.json", "forms", nuong::testing::small_form("new_one")}});
    lan.line.is_old = true;
    CHECK(lan.sync().outcome == SyncOutcome::ok);
    CHECK(lan.replica->schemas().body("form", "new_one"));
}

TEST_CASE("Documents that came before the line broke need not come again") {
    Office office;
    Laptop lan(office, "lan");
    std::vector<DocumentFile> forms;
    for (int i = 0; i < 5; ++i) {
        const std::string id = "late_" + std::to_string(i);
        forms.push_back({id + ".json", "forms", nuong::testing::small_form(id)});
    }
    office.publish_more(forms);
    lan.line.is_old = true;  // one document per request
    lan.line.requests_until_down = 6;
    CHECK(lan.sync().outcome == SyncOutcome::offline);
    CHECK_FALSE(lan.replica->forms().find("late_0"));  // not in force before the whole catalogue is here
    lan.line.requests = 0;
    lan.line.requests_until_down = -1;
    CHECK(lan.sync().outcome == SyncOutcome::ok);
    CHECK(lan.replica->forms().find("late_4"));
    CHECK(lan.line.requests < 9);  // a sync, and what was missing; not all five again (two requests each)
}

TEST_CASE("One answer carries as much as fits, and the rest is asked for") {
    Office office;
    std::vector<DocumentFile> forms;
    for (int i = 0; i < 3; ++i) {
        std::string form = nuong::testing::small_form("large_" + std::to_string(i));
        form.insert(form.size() - 1, std::string(2'000'000, ' '));
        forms.push_back({"large_" + std::to_string(i) + ".json", "forms", form});
    }
    office.publish_more(forms);
    protocol::SchemasRequest request;
    for (const auto& entry : office.service.book()->catalogue)
        if (entry.id.starts_with("large_")) request.hashes.push_back(entry.hash);
    request.hashes.push_back(std::string(64, '0'));  // one that nobody has
    CHECK(documents_of(*office.store->read(), request).documents.size() == 2);
    Laptop lan(office, "lan");
    CHECK(lan.replica->forms().find("large_0"));
    CHECK(lan.replica->forms().find("large_2"));
}
