// A signature in a form: drawn, seen, kept over a closed lid, signed again, and sent with its record.
#include <catch2/catch_test_macros.hpp>

#include "client/app/attach_file.h"
#include "client/app/printed_page.h"
#include "tests/client/app/desk.h"
#include "tests/support/temporary_folder.h"

using namespace nuong;
using namespace nuong::client;
using nuong::test::TemporaryFolder;

namespace {

constexpr const char* consent = R"({"id":"consent","version":1,"title":{"vi":"Đồng ý","en":"Consent"},
  "settings":{"kind":"event"},
  "survey":[
  {"type":"text","name":"who","label":{"vi":"Ai","en":"Who"}},
  {"type":"image","name":"signature","appearance":"signature","label":{"vi":"Chữ ký","en":"Signature"}},
  {"type":"image","name":"way","appearance":"w1 draw","label":{"vi":"Đường đi","en":"The way"}},
  {"type":"image","name":"photo","label":{"vi":"Ảnh","en":"Photo"}},
  {"type":"image","name":"marked","appearance":"annotate","label":{"vi":"Ảnh có ghi chú","en":"Marked photo"}}]})";

const Drawing name_drawn{0.4f, {{{0.1f, 0.1f}, {0.3f, 0.3f}, {0.5f, 0.1f}}, {{0.7f, 0.2f}}}};

// Lan's device, with a form that is signed.
struct Signing {
    Signing() {
        {
            const auto key =
                Keyring(home.path(), FieldDevice::pin_cost).unlock("lan", FieldDevice::pin, FieldDevice::morning);
            auto replica = Replica::open(home.path(), key.value());
            protocol::SyncAnswer answer;
            answer.epoch = "e1";
            answer.time = FieldDevice::morning;
            answer.catalogue = (*replica)->schemas().catalogue();
            std::vector<std::string> bodies(answer.catalogue->size());
            answer.catalogue->push_back({"form", "consent", 1, "consent"});
            bodies.emplace_back(consent);
            answer.catalogue->push_back({"roles", "roles", 9, "roles"});
            bodies.emplace_back(
                R"({"id":"roles","version":9,"roles":[{"id":"outreach_worker","masks":{"print":[]}}]})");
            (*replica)->apply(answer, bodies, FieldDevice::morning);
        }
        desk.restart();
        desk.unlock();
        desk.perform(StartForm{"consent", std::nullopt});
    }

    TemporaryFolder home;
    Desk desk{home.path()};
};

}  // namespace

TEST_CASE("a form is signed on the screen, and the signature is there after a closed lid") {
    Signing here;
    CHECK(here.desk.item("signature").by_hand == ByHand::signature);
    here.desk.perform(OpenPad{"signature"});
    CHECK(here.desk.screen<PadView>().is_signature);
    CHECK(here.desk.screen<PadView>().question == "Chữ ký");
    here.desk.perform(KeepDrawing{name_drawn});
    const FormItem item = here.desk.item("signature");
    CHECK(item.answered);
    CHECK(item.shown.starts_with("Ảnh, "));
    REQUIRE(item.preview);
    CHECK(item.preview->width == 480);
    CHECK(item.preview->height == 192);  // the whole sheet
    CHECK(item.value.text().ends_with(".png"));
    CHECK(here.desk.screen<FormView>().focus == "signature");
    const RecordId draft = here.desk.screen<FormView>().record;
    here.desk.restart();
    here.desk.unlock();
    here.desk.perform(ResumeDraft{draft});
    CHECK(here.desk.item("signature").value == item.value);
}

TEST_CASE("a signature that went wrong is signed again, taken out, or left alone") {
    Signing here;
    here.desk.perform(OpenPad{"signature"});
    here.desk.perform(KeepDrawing{name_drawn});
    const Value first = here.desk.item("signature").value;
    here.desk.perform(OpenPad{"signature"});
    here.desk.perform(Back{});
    CHECK(here.desk.item("signature").value == first);
    here.desk.perform(OpenPad{"signature"});
    here.desk.perform(KeepDrawing{{0.4f, {{{0.2f, 0.2f}, {0.8f, 0.2f}}}}});
    CHECK(here.desk.item("signature").value != first);
    here.desk.perform(Undo{});
    CHECK(here.desk.item("signature").value == first);
    here.desk.perform(Answer{"signature", Null{}});
    CHECK_FALSE(here.desk.item("signature").answered);
}

TEST_CASE("an empty sheet is no signature, and one that is scribbled full without end is none either") {
    Signing here;
    here.desk.perform(OpenPad{"signature"});
    here.desk.perform(KeepDrawing{{0.4f, {}}});
    CHECK(here.desk.view().notice);
    here.desk.perform(KeepDrawing{{0.4f, {Stroke(drawn_points_max + 1)}}});
    CHECK(here.desk.view().notice);
    here.desk.perform(Back{});
    CHECK_FALSE(here.desk.item("signature").answered);
}

TEST_CASE("sketches are drawn likewise; photos, and photos to be marked, are chosen from files") {
    Signing here;
    CHECK(here.desk.item("way").by_hand == ByHand::sketch);
    CHECK(here.desk.item("photo").by_hand == ByHand::no);
    CHECK(here.desk.item("marked").by_hand == ByHand::no);
    here.desk.perform(OpenPad{"photo"});
    CHECK(std::holds_alternative<FormView>(here.desk.view().screen));
    here.desk.perform(OpenPad{"way"});
    CHECK_FALSE(here.desk.screen<PadView>().is_signature);
}

TEST_CASE("a signed form is submitted, and its signature waits to be sent with it") {
    Signing here;
    here.desk.perform(OpenPad{"signature"});
    here.desk.perform(KeepDrawing{name_drawn});
    const Value signature = here.desk.item("signature").value;
    here.desk.perform(Answer{"who", Value("Vàng Seo Phử")});
    here.desk.perform(SubmitForm{});
    CHECK_FALSE(std::holds_alternative<FormView>(here.desk.view().screen));
    here.desk.session.reset();
    const auto key =
        Keyring(here.home.path(), FieldDevice::pin_cost).unlock("lan", FieldDevice::pin, here.desk.clock.now());
    auto replica = Replica::open(here.home.path(), key.value());
    CHECK((*replica)->blobs().to_send().blobs == 1);
    CHECK((*replica)->blobs().find(attachment_of(signature.text())->blob));
}

TEST_CASE("on paper the signature stands where it was asked for") {
    Signing here;
    here.desk.perform(OpenPad{"signature"});
    here.desk.perform(KeepDrawing{name_drawn});
    here.desk.perform(Answer{"who", Value("Vàng Seo Phử")});
    const RecordId draft = here.desk.screen<FormView>().record;
    here.desk.session.reset();
    const auto key =
        Keyring(here.home.path(), FieldDevice::pin_cost).unlock("lan", FieldDevice::pin, here.desk.clock.now());
    auto replica = Replica::open(here.home.path(), key.value());
    Workbook workbook(**replica, here.desk.clock);
    const auto page = page_of_record(workbook, draft, {}, here.desk.clock.now());
    REQUIRE(page);
    const std::size_t picture = page->html.find("<img alt=\"Chữ ký\" src=\"data:image/png;base64,iVBORw0KGgo");
    CHECK(picture != std::string::npos);
    CHECK(page->html.find("<img", picture + 1) == std::string::npos);
}

TEST_CASE("a sketch that takes long is not locked away under the finger") {
    Signing here;
    here.desk.perform(OpenPad{"way"});
    for (int i = 0; i < 4; ++i) {
        here.desk.clock.advance(std::chrono::minutes(6));
        here.desk.session->receive();
        here.desk.perform(StayAwake{});
    }
    CHECK(std::holds_alternative<PadView>(here.desk.view().screen));
    here.desk.clock.advance(std::chrono::minutes(10));
    here.desk.session->receive();
    CHECK(std::holds_alternative<PinView>(here.desk.view().screen));
}
