// Who asks, and that only they can read the answer.
#include <algorithm>

#include "shared/protocol/answer_seal.h"
#include "sync-server/admin/endpoints.h"
#include "sync-server/admin/http_answers.h"

namespace nuong::admin {
namespace {

using protocol::AnswerSeal;
using protocol::HttpError;

HttpError not_sealed() {
    return needs_new_code(
        "not_sealed",
        {"Câu trả lời của huyện cho máy này được niêm phong, và khóa của máy không khớp hoặc chương trình "
         "trên máy cũ hơn trước: hãy cập nhật chương trình.",
         "What the district answers to this device is sealed, and the device's key does not match, or its "
         "program is older than before: update the program."});
}

HttpReply sealed_reply(HttpReply reply, AnswerSeal seal) {
    return [reply = std::move(reply), seal = std::move(seal)](HttpResponse response) {
        if (response.status == 200 && response.tells_of_people && !response.body.empty()) {
            response.body = protocol::seal_answer(response.body, seal);
            response.content_type = "application/octet-stream";
            response.headers.emplace_back("Nuong-Sealed", "1");
        }
        reply(std::move(response));
    };
}

}  // namespace

std::shared_ptr<const Principal> Endpoints::admit(StoreReader& reader, const Asker& asker, HttpReply& reply) {
    auto known = service_.authenticate(reader, asker.token);
    if (const auto* refused = std::get_if<HttpError>(&known)) return reply(response_of(*refused)), nullptr;
    auto principal = std::get<std::shared_ptr<const Principal>>(std::move(known));
    const auto& seals = principal->seals;
    const auto seal =
        std::find_if(seals.begin(), seals.end(), [&](const AnswerSeal& each) { return each.mark == asker.seal_mark; });
    if (seal != seals.end()) {
        if (!principal->must_seal) note_seals(principal->device);
        reply = sealed_reply(std::move(reply), *seal);
    } else if (principal->must_seal) {
        return reply(response_of(not_sealed())), nullptr;
    }
    return principal;
}

// From now on nobody gets anything with its token alone. Told again at the next request, should it fail.
void Endpoints::note_seals(DeviceId device) {
    (void)writer_.submit([device](StoreTransaction& transaction) { transaction.set_seals(device); },
                         [this](const Result<Committed>& committed) {
                             if (!committed) note_failed_write(committed.error());
                         });
}

}  // namespace nuong::admin
