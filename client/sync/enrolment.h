// Enrolment: from a one-time code to a device that may sync. The device id is durable before the server hears of it, so
// an answer lost on the way is asked for again under the same id instead of leaving an orphan.
#pragma once
#include "client/store/replica.h"
#include "client/sync/transport.h"
#include "shared/clock/clock_source.h"
#include "shared/protocol/code_proof.h"

namespace nuong::client {

struct EnrolmentRequest {
    std::string server;   // URL
    std::string ca_file;  // empty: the system's authorities
    std::string code;
    std::string device_name;
};

// Writes the device row with a new replica id and no token. Does nothing when there is one already.
void prepare_device(Replica& replica, const EnrolmentRequest& request);

// Asks the server and keeps token, user, grants and the district's key. The code stays here: no relay on the way learns
// it, or can put another key in place of the device's or the district's. Errors: unreachable, refused (wrong or used
// code, or an answer that is not the district's).
Status enroll(Replica& replica, Transport& transport, const EnrolmentRequest& request);

// The id under which a store that is a copy goes on when a server has taken its changes up to `taken_up_to`. Asked
// again it is the same: it follows from the work that is made again, or else it is durable on return, before any server
// hears of it.
DeviceId choose_next_device(Replica& replica, std::uint64_t taken_up_to);
// The server cannot give that id to it: from now on it is another, durable on return.
DeviceId choose_another_device(Replica& replica);

// What such a store asks with: the key of the device that it was signs for the new one.
protocol::EnrollRequest request_of_heir(const FormerIdentity& was, const FormerIdentity& is, const std::string& name);

// The district has given a code for a device that is enrolled already: it vouches for its key, whose signature it did
// not recognise, and takes the device back when it has forgotten it, set back to a backup from before the enrolment.
// Everything on the device stays. Errors: refused (wrong code, or one for somebody else), unreachable.
Status confirm_device(Replica& replica, Transport& transport, const std::string& code);

// Whether it is a refusal that such a code puts right.
bool asks_for_code(const HttpResponse& response);

// For a server that was set back to before this store became another device, and does not know it: tells it again, by
// the identities that it has given up, from the latest that is known there. Errors: refused (none is known),
// unreachable.
Status enroll_again(Replica& replica, Transport& transport);

// What POST /v1/enroll gave. Errors: refused (with the server's reason), unreachable (no answer that makes sense).
Result<protocol::EnrollAnswer> read_enroll_answer(const HttpResponse& response);
// To a request with a code: refused, too, when whoever answered does not know the code.
Result<protocol::EnrollAnswer> read_enroll_answer(const HttpResponse& response, const protocol::EnrollRequest& request,
                                                  const protocol::CodeKeys& code);

}  // namespace nuong::client
