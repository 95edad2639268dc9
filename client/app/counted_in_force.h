// CountedInForce: how the indicators in force count the records of a form, kept until others are published.
#pragma once
#include <map>
#include <memory>
#include <string>

#include "client/store/replica.h"
#include "shared/forms/needed_answers.h"
#include "shared/reports/counted_days.h"

namespace nuong::client {

class CountedInForce {
public:
    reports::CountedForm& of(Replica& replica, const FormLibrary::Form& form);

private:
    std::string published_;  // the indicators that `forms_` were made of
    std::map<FormLibrary::Form, reports::CountedForm> forms_;
};

}  // namespace nuong::client
