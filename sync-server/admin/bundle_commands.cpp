// bundle import: what came on a stick.
#include <nlohmann/json.hpp>

#include "shared/base/error_place.h"
#include "shared/protocol/limits.h"
#include "shared/sqlite/durable_file.h"
#include "sync-server/admin/command.h"
#include "sync-server/admin/operator_name.h"
#include "sync-server/admin/print.h"
#include "sync-server/core/take_bundle.h"

namespace nuong::admin {
namespace {

struct Sums {
    std::uint64_t taken = 0, refused = 0, known = 0;
    bool all_refused = true;

    explicit Sums(const std::vector<MakerOutcome>& makers) {
        for (const MakerOutcome& maker : makers) {
            taken += maker.taken;
            refused += maker.refused;
            known += maker.known;
            all_refused = all_refused && maker.refusal;
        }
        all_refused = all_refused && !makers.empty();
    }
};

OrderedJson json_of(const std::vector<MakerOutcome>& makers, Language language) {
    const Sums sums(makers);
    OrderedJson list = OrderedJson::array();
    for (const MakerOutcome& maker : makers) {
        OrderedJson json{{"device", to_string(maker.maker)},
                         {"acked", maker.acked},
                         {"taken", maker.taken},
                         {"refused", maker.refused},
                         {"known", maker.known}};
        if (maker.refusal) {
            json["code"] = maker.refusal->code;
            json["message"] = maker.refusal->message.in(language);
        }
        list.push_back(std::move(json));
    }
    return {{"changes", sums.taken + sums.refused},
            {"states", 0},
            {"refused", sums.refused},
            {"known", sums.known},
            {"devices", std::move(list)}};
}

Message told(const MakerOutcome& maker) {
    const std::string device = to_string(maker.maker), taken = std::to_string(maker.taken),
                      refused = std::to_string(maker.refused), known = std::to_string(maker.known);
    Message message{
        "Máy " + device + ": nhận " + taken + " lần lưu, giữ lại " + refused + ", đã có " + known + ".",
        "Device " + device + ": took " + taken + " changes, quarantined " + refused + ", had " + known + "."};
    if (maker.refusal) {
        message.vi += " Bị từ chối: " + maker.refusal->message.vi;
        message.en += " Refused: " + maker.refusal->message.en;
    }
    return message;
}

Message told(const std::vector<MakerOutcome>& makers) {
    Message all;
    for (const MakerOutcome& maker : makers) {
        const Message one = told(maker);
        all.vi += (all.vi.empty() ? "" : "\n") + one.vi;
        all.en += (all.en.empty() ? "" : "\n") + one.en;
    }
    return all;
}

}  // namespace

Result<int> bundle_import(Context& context) {
    const std::string& file = context.line.words[0];
    const auto bytes = read_file(file, protocol::bundle_bytes_max);
    if (!bytes) return bytes.error();
    auto store = context.folder.open();
    if (!store) return store.error();
    const auto book = make_book((*store)->read()->documents_in_force());
    if (!book) return book.error();
    const auto opened = open_bundle(*(*store)->read(), *bytes);
    const auto transaction = (*store)->begin();
    const Instant now = context.clock.now();
    std::vector<MakerOutcome> makers;
    if (opened) makers = take_bundle(*transaction, **book, *opened, operator_name(), now);
    else note_refused_bundle(*transaction, opened.error().message, operator_name(), now);
    transaction->commit();
    if (!opened) return at_place(file, opened.error());
    if (Sums(makers).all_refused) return at_place(file, {ErrorCode::refused, told(makers)});
    if (context.line.json) print_json(context.out, json_of(makers, context.language()));
    context.say(makers.empty() ? Message{"Gói không có gì.", "There is nothing in the bundle."} : told(makers));
    return 0;
}

}  // namespace nuong::admin
