#include "client/sync/enrolment.h"

#include "shared/base/random.h"
#include "shared/protocol/codec.h"
#include "shared/protocol/compression.h"
#include "shared/protocol/run_proof.h"

namespace nuong::client {

void prepare_device(Replica& replica, const EnrolmentRequest& request) {
    DeviceInfo device = replica.devices().load().value_or(DeviceInfo());
    if (device.is_enrolled()) return;
    if (device.device.value == 0) device.device = DeviceId{random_u64()};
    device.name = request.device_name;
    device.server = request.server;
    device.ca_file = request.ca_file;
    Transaction transaction(replica.database());
    replica.devices().save(device);
    transaction.commit();
}

Result<protocol::EnrollAnswer> read_enroll_answer(const HttpResponse& response) {
    const auto text = text_of(response);
    if (!text) return text.error();
    auto answer = protocol::decode_enroll_answer(*text);
    if (!answer) return nonsense();
    return answer;
}

namespace {

Error not_the_district() {
    return {
        ErrorCode::refused,
        {"Trả lời này không phải của huyện: nơi trả lời không biết mã. Không có gì được ghi lại. Hãy báo cán bộ huyện "
         "và ghi danh thẳng với máy chủ của huyện.",
         "This answer is not the district's: whoever answered does not know the code. Nothing was kept. Tell the "
         "district, and enrol at the district's own server."}};
}

}  // namespace

Result<protocol::EnrollAnswer> read_enroll_answer(const HttpResponse& response, const protocol::EnrollRequest& request,
                                                  const protocol::CodeKeys& code) {
    auto answer = read_enroll_answer(response);
    if (answer && !protocol::is_proven(*answer, request, code.key)) return not_the_district();
    return answer;
}

DeviceId choose_next_device(Replica& replica, std::uint64_t taken_up_to) {
    const DeviceInfo device = replica.device();
    if (device.next_device) return *device.next_device;
    const WaitingChanges again = replica.log().waiting_after(taken_up_to, 1);
    return again.bodies.empty() ? choose_another_device(replica) : device_of_copy(device.device, again.bodies.front());
}

DeviceId choose_another_device(Replica& replica) {
    DeviceInfo device = replica.device();
    device.next_device = DeviceId{random_u64()};
    Transaction transaction(replica.database());
    replica.devices().save(device);
    transaction.commit();
    return *device.next_device;
}

Status enroll(Replica& replica, Transport& transport, const EnrolmentRequest& request) {
    DeviceInfo device = replica.device();
    if (device.is_enrolled())
        return Error{ErrorCode::refused, {"Máy này đã được ghi danh.", "This device is enrolled already."}};
    const KeyBytes key = replica.bundles().signing_key().public_key;
    const protocol::CodeKeys code = protocol::keys_of_code(request.code);
    const protocol::EnrollRequest asked = protocol::enroll_request(code, device.device, device.name, key);
    const auto response = transport.exchange({"POST", "/v1/enroll", "", protocol::encode(asked)});
    if (!response) return response.error();
    const auto answer = read_enroll_answer(*response, asked, code);
    if (!answer) return answer.error();
    device.token = answer->token;
    device.take(answer->grants, DeviceInfo::Word::of_the_district);
    device.epoch = answer->epoch;
    Transaction transaction(replica.database());
    replica.devices().save(device);
    if (answer->seal) replica.bundles().note_district(*answer->seal);
    transaction.commit();
    return Done{};
}

protocol::EnrollRequest request_of_heir(const FormerIdentity& was, const FormerIdentity& is, const std::string& name) {
    protocol::EnrollRequest request{"", is.device, name};
    if (!is.seed) return request;  // it became another device when there were no signatures yet
    request.key = signing_key_of(*is.seed).public_key;
    if (was.seed) request.proof = protocol::sign_heir({was.device, is.device, *request.key}, signing_key_of(*was.seed));
    return request;
}

namespace {

// The epoch stays as it is: the next sync notices that the server is another one, and makes it whole.
void keep_what_the_district_says(Replica& replica, DeviceInfo device, const protocol::EnrollAnswer& answer) {
    if (!answer.token.empty()) device.token = answer.token;
    Transaction transaction(replica.database());
    replica.devices().save(device);
    if (answer.seal) replica.bundles().note_district(*answer.seal);
    transaction.commit();
}

}  // namespace

Status confirm_device(Replica& replica, Transport& transport, const std::string& code) {
    const DeviceInfo device = replica.device();
    const SigningKey key = replica.bundles().signing_key();
    const protocol::CodeKeys keys = protocol::keys_of_code(code);
    protocol::EnrollRequest request = protocol::enroll_request(keys, device.device, device.name, key.public_key);
    request.proof = protocol::sign_come_back({device.device, keys.name}, key);
    const auto response = transport.exchange({"POST", "/v1/enroll", device.token, protocol::encode(request)});
    if (!response) return response.error();
    const auto answer = read_enroll_answer(*response, request, keys);
    if (!answer) return answer.error();
    if (answer->grants.user == device.user) {
        keep_what_the_district_says(replica, device, *answer);
        return Done{};
    }
    return Error{ErrorCode::refused,
                 {"Mã này là của “" + answer->grants.user + "”, không phải của “" + device.user +
                      "”. Không có gì thay đổi trên máy. Hãy xin cán bộ huyện mã cho “" + device.user + "”.",
                  "This code is for \"" + answer->grants.user + "\", not for \"" + device.user +
                      "\". Nothing here has changed. Ask the district for a code for \"" + device.user + "\"."}};
}

bool asks_for_code(const HttpResponse& response) {
    if (response.status != 401 && response.status != 403) return false;
    const std::string code = protocol::decode_http_error(response.body).code;
    return code == "unknown_token" || code == "wrongly_signed" || code == "not_proven" || code == "not_sealed";
}

Status enroll_again(Replica& replica, Transport& transport) {
    DeviceInfo device = replica.device();
    std::vector<FormerIdentity> lives = replica.devices().formers();
    lives.push_back({device.device, device.token, replica.bundles().signing_key().seed});
    Error last{ErrorCode::refused, {"Máy chủ không nhận ra máy này.", "The server does not know this device."}};
    for (std::size_t known = lives.size() - 1; known-- > 0;) {
        std::size_t life = known;
        for (; life + 1 < lives.size(); ++life) {
            const auto response =
                transport.exchange({"POST", "/v1/enroll", lives[life].token,
                                    protocol::encode(request_of_heir(lives[life], lives[life + 1], device.name))});
            if (!response) return response.error();
            const auto answer = read_enroll_answer(*response);
            if (!answer && answer.error().code != ErrorCode::refused) return answer.error();
            if (!answer) {
                last = answer.error();
                break;
            }
            lives[life + 1].token = answer->token;
        }
        if (life + 1 < lives.size()) continue;
        device.token = lives.back().token;
        Transaction transaction(replica.database());
        replica.devices().save(device);
        transaction.commit();
        return Done{};
    }
    return last;
}

}  // namespace nuong::client
