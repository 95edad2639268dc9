#include "sync-server/http/certificate.h"

#include <openssl/pem.h>
#include <openssl/x509.h>

#include <cstdio>
#include <memory>

namespace nuong {
namespace {

struct CloseFile {
    void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, CloseFile>;
using Certificate = std::unique_ptr<X509, decltype(&X509_free)>;
using PrivateKey = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;

Instant instant_of(const ASN1_TIME* time) {
    int days = 0, seconds = 0;
    const std::unique_ptr<ASN1_TIME, decltype(&ASN1_TIME_free)> start(ASN1_TIME_set(nullptr, 0), ASN1_TIME_free);
    if (!start || ASN1_TIME_diff(&days, &seconds, start.get(), time) != 1) return Instant{};
    return Instant(std::chrono::days(days) + std::chrono::seconds(seconds));
}

}  // namespace

CertificateFacts look_at_certificate(const TlsFiles& files) {
    CertificateFacts seen{files.certificate};
    const File file(std::fopen(files.certificate.c_str(), "re"));
    const Certificate certificate(file ? PEM_read_X509(file.get(), nullptr, nullptr, nullptr) : nullptr, X509_free);
    if (!certificate) return seen;
    seen.is_readable = true;
    seen.until = instant_of(X509_get0_notAfter(certificate.get()));
    const File key_file(std::fopen(files.key.c_str(), "re"));
    const PrivateKey key(key_file ? PEM_read_PrivateKey(key_file.get(), nullptr, nullptr, nullptr) : nullptr,
                         EVP_PKEY_free);
    seen.fits_key = key && X509_check_private_key(certificate.get(), key.get()) == 1;
    return seen;
}

}  // namespace nuong
