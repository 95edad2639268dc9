// SecretText: what somebody types and nobody may find afterwards, such as a PIN. Whatever held it is wiped before it is
// given back: when it is cleared, replaced, moved away or gone.
#pragma once
#include <string>
#include <utility>

#include "shared/base/seal.h"

namespace nuong {

class SecretText {
public:
    SecretText() = default;
    SecretText(std::string text) : text_(text) { forget(text); }
    SecretText(const char* text) : text_(text) {}
    SecretText(const SecretText&) = default;
    SecretText(SecretText&& other) noexcept : text_(other.text_) { other.clear(); }
    SecretText& operator=(const SecretText& other) {
        if (this != &other) replace(other.text_);
        return *this;
    }
    SecretText& operator=(SecretText&& other) noexcept {
        if (this == &other) return *this;
        replace(other.text_);
        other.clear();
        return *this;
    }
    ~SecretText() { forget(text_); }

    const std::string& text() const { return text_; }
    std::string& typed() { return text_; }  // for a field that is being typed into
    bool empty() const { return text_.empty(); }
    std::size_t size() const { return text_.size(); }
    void clear() {
        forget(text_);
        text_.clear();
    }

    bool operator==(const SecretText&) const = default;

private:
    void replace(const std::string& text) {
        clear();
        text_ = text;
    }
    std::string text_;
};

}  // namespace nuong
