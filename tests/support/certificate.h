// A certificate for a server of a test, made on the spot by the openssl command.
#pragma once
#include <stdexcept>
#include <string>

#include "tests/support/process.h"

namespace nuong::testing {

inline void make_certificate(const std::string& address, const std::string& certificate, const std::string& key) {
    const ProcessResult made = run_process(
        {"openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
         "-subj", "/CN=district", "-addext", "subjectAltName=IP:" + address, "-keyout", key, "-out", certificate});
    if (made.exit_code != 0) throw std::runtime_error("openssl: " + made.err);
}

}  // namespace nuong::testing
