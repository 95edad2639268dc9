#include "client/sync/enrolment.h"

#include "shared/base/random.h"
#include "shared/protocol/codec.h"
#include "shared/protocol/compression.h"

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

DeviceId choose_next_device(Replica& replica, std::uint64_t taken_up_to) {
    DeviceInfo device = replica.device();
    const WaitingChanges again = replica.log().waiting_after(taken_up_to, 1);
    if (!again.bodies.empty()) return device_of_copy(device.device, again.bodies.front());
    if (!device.next_device) {
        device.next_device = DeviceId{random_u64()};
        Transaction transaction(replica.database());
        replica.devices().save(device);
        transaction.commit();
    }
    return *device.next_device;
}

Status enroll(Replica& replica, Transport& transport, const EnrolmentRequest& request) {
    DeviceInfo device = replica.device();
    if (device.is_enrolled())
        return Error{ErrorCode::refused, {"Thiết bị này đã được ghi danh.", "This device is enrolled already."}};
    const auto response =
        transport.exchange({"POST", "/v1/enroll", "",
                            protocol::encode(protocol::EnrollRequest{request.code, device.device, device.name})});
    if (!response) return response.error();
    const auto answer = read_enroll_answer(*response);
    if (!answer) return answer.error();
    device.token = answer->token;
    device.take(answer->grants);
    device.epoch = answer->epoch;
    Transaction transaction(replica.database());
    replica.devices().save(device);
    transaction.commit();
    return Done{};
}

Status enroll_again(Replica& replica, Transport& transport) {
    DeviceInfo device = replica.device();
    std::vector<FormerIdentity> lives = replica.devices().formers();
    lives.push_back({device.device, device.token});
    Error last{ErrorCode::refused, {"Máy chủ không nhận ra thiết bị này.", "The server does not know this device."}};
    for (std::size_t known = lives.size() - 1; known-- > 0;) {
        std::size_t life = known;
        for (; life + 1 < lives.size(); ++life) {
            const auto response = transport.exchange(
                {"POST", "/v1/enroll", lives[life].token,
                 protocol::encode(protocol::EnrollRequest{"", lives[life + 1].device, device.name})});
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
