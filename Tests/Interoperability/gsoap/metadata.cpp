#include "metadata.h"

#include <algorithm>
#include <ctime>
#include <random>

const char *const EntryId = "Document01";

namespace
{
const char *const SetId = "SubmissionSet01";
const std::string RegistryObjectTypes = "urn:oasis:names:tc:ebxml-regrep:ObjectType:RegistryObject:";

std::string now()
{
    char text[15];
    const time_t seconds = time(nullptr);
    tm utc;
    gmtime_r(&seconds, &utc);
    strftime(text, sizeof text, "%Y%m%d%H%M%S", &utc);
    return text;
}

/// Makes the parts of one submission; ids of parts are numbered.
class Maker
{
public:
    explicit Maker(struct soap *context) : soap(context) {}

    rim__SlotType1 *slot(const std::string &name, const std::string &value)
    {
        auto *made = soap_new_rim__SlotType1(soap);
        made->name = name;
        made->ValueList = soap_new_rim__ValueListType(soap);
        made->ValueList->Value.push_back(value);
        return made;
    }

    rim__InternationalStringType *text(const std::string &value)
    {
        auto *made = soap_new_rim__InternationalStringType(soap);
        auto *localized = soap_new_rim__LocalizedStringType(soap);
        localized->xml__lang = "en-US";
        localized->value = value;
        made->LocalizedString.push_back(localized);
        return made;
    }

    void classify(rim__RegistryObjectType *object, const char *scheme, const char *code, const char *codingScheme,
                  const char *display)
    {
        auto *made = classification(object);
        made->classificationScheme = string(scheme);
        made->nodeRepresentation = string(code);
        made->Name = text(display);
        made->Slot.push_back(slot("codingScheme", codingScheme));
    }

    void author(rim__RegistryObjectType *object, const char *scheme)
    {
        auto *made = classification(object);
        made->classificationScheme = string(scheme);
        made->nodeRepresentation = string("");
        made->Slot.push_back(slot("authorPerson", "^Dupont^Marie^^^Dr"));
        made->Slot.push_back(slot("authorInstitution", "Cabinet du Port"));
    }

    void mark(rim__RegistryObjectType *object, const char *node)
    {
        classification(object)->classificationNode = string(node);
    }

    void identify(rim__RegistryObjectType *object, const char *scheme, const char *name, const std::string &value)
    {
        auto *made = soap_new_rim__ExternalIdentifierType(soap);
        made->id = nextId();
        made->objectType = string(RegistryObjectTypes + "ExternalIdentifier");
        made->identificationScheme = scheme;
        made->registryObject = object->id;
        made->value = value;
        made->Name = text(name);
        object->ExternalIdentifier.push_back(made);
    }

    rim__AssociationType1 *associate(const char *source, const std::string &target, const std::string &type)
    {
        auto *made = soap_new_rim__AssociationType1(soap);
        made->id = nextId();
        made->objectType = string(RegistryObjectTypes + "Association");
        made->associationType = type;
        made->sourceObject = source;
        made->targetObject = target;
        return made;
    }

    std::string *string(const std::string &value)
    {
        auto *made = soap_new_std__string(soap);
        *made = value;
        return made;
    }

private:
    struct soap *soap;
    int parts = 0;

    std::string nextId() { return "part" + std::to_string(++parts); }

    rim__ClassificationType *classification(rim__RegistryObjectType *object)
    {
        auto *made = soap_new_rim__ClassificationType(soap);
        made->id = nextId();
        made->objectType = string(RegistryObjectTypes + "Classification");
        made->classifiedObject = object->id;
        object->Classification.push_back(made);
        return made;
    }
};

const char *const Loinc = "2.16.840.1.113883.6.1";
const char *const Snomed = "2.16.840.1.113883.6.96";

rim__ExtrinsicObjectType *makeEntry(struct soap *soap, Maker &make, const SubmissionInput &input)
{
    auto *entry = soap_new_rim__ExtrinsicObjectType(soap);
    entry->id = EntryId;
    entry->mimeType = make.string(input.mimeType);
    entry->objectType = make.string("urn:uuid:7edca82f-054d-47f2-a032-9b2a5b5186c1");
    entry->Slot.push_back(make.slot("creationTime", now()));
    entry->Slot.push_back(make.slot("languageCode", "fr-FR"));
    entry->Slot.push_back(make.slot("sourcePatientId", input.patient));
    entry->Name = make.text(input.title);
    make.author(entry, "urn:uuid:93606bcf-9494-43ec-9b4e-a7748d1a838d");
    make.classify(entry, "urn:uuid:41a5887f-8865-4c09-adf7-e362475b143a", "34133-9", Loinc, "Summary of episode");
    make.classify(entry, "urn:uuid:f4f85eac-e6cb-4883-b524-f2705394840f", "N", "2.16.840.1.113883.5.25", "Normal");
    make.classify(entry, "urn:uuid:a09d5840-386c-46f2-b5ad-9c3699a4309d",
                  "urn:ihe:iti:xds:2017:mimeTypeSufficient", "1.3.6.1.4.1.19376.1.2.3", "mimeType sufficient");
    make.classify(entry, "urn:uuid:f33fb8ac-18af-42cc-ae0e-ed0b0bdb91e1", "288565001", Snomed, "Medical centre");
    make.classify(entry, "urn:uuid:cccf5598-8b07-4b77-a05e-ae952c785ead", "394802001", Snomed, "General medicine");
    make.classify(entry, "urn:uuid:f0306f51-975f-434e-a61c-c59651d33983", "34133-9", Loinc, "Summary of episode");
    make.identify(entry, "urn:uuid:58a6f841-87b3-4a3e-92fd-a8ffeff98427", "XDSDocumentEntry.patientId", input.patient);
    make.identify(entry, "urn:uuid:2e82c1f6-a085-4c72-9da3-8640a32e42ab", "XDSDocumentEntry.uniqueId", input.uniqueId);
    return entry;
}

rim__RegistryPackageType *makeSet(struct soap *soap, Maker &make, const SubmissionInput &input)
{
    auto *set = soap_new_rim__RegistryPackageType(soap);
    set->id = SetId;
    set->objectType = make.string(RegistryObjectTypes + "RegistryPackage");
    set->Slot.push_back(make.slot("submissionTime", now()));
    set->Name = make.text(input.title);
    make.author(set, "urn:uuid:a7058bb9-b4e4-4307-ba5b-e3f0ab85e12d");
    make.classify(set, "urn:uuid:aa543740-bdda-424e-8c96-df4873be8500", "34133-9", Loinc, "Summary of episode");
    make.mark(set, "urn:uuid:a54d6aa5-d40d-43f9-88c5-b4633d873bdd");
    make.identify(set, "urn:uuid:6b5aea1a-874d-4603-a4bc-96a0a7b38446", "XDSSubmissionSet.patientId", input.patient);
    make.identify(set, "urn:uuid:554ac39e-e3fe-47fe-b233-965d2a147832", "XDSSubmissionSet.sourceId", input.sourceId);
    make.identify(set, "urn:uuid:96fdda7c-d067-4183-912e-bf5ee74998a8", "XDSSubmissionSet.uniqueId",
                  input.submissionId);
    return set;
}

/// Appends one object to the list: the generated union wants its selector named.
__rim__union_RegistryObjectListType &append(rim__RegistryObjectListType *list, int kind)
{
    list->__union_RegistryObjectListType.emplace_back();
    auto &item = list->__union_RegistryObjectListType.back();
    item.__union_RegistryObjectListType = kind;
    return item;
}

void appendAssociation(rim__RegistryObjectListType *list, rim__AssociationType1 *association)
{
    append(list, SOAP_UNION__rim__union_RegistryObjectListType_Association)
        .union_RegistryObjectListType.Association = association;
}
}

std::string newOid()
{
    std::random_device random;
    unsigned __int128 value = 0;
    for (int i = 0; i < 4; i++)
    {
        value = value << 32 | random();
    }
    std::string digits;
    for (; value != 0; value /= 10)
    {
        digits += static_cast<char>('0' + static_cast<int>(value % 10));
    }
    std::reverse(digits.begin(), digits.end());
    return "2.25." + digits;
}

_lcm__SubmitObjectsRequest *makeSubmission(struct soap *soap, const SubmissionInput &input)
{
    Maker make(soap);
    auto *request = soap_new__lcm__SubmitObjectsRequest(soap);
    auto *list = request->rim__RegistryObjectList = soap_new_rim__RegistryObjectListType(soap);
    append(list, SOAP_UNION__rim__union_RegistryObjectListType_ExtrinsicObject)
        .union_RegistryObjectListType.ExtrinsicObject = makeEntry(soap, make, input);
    append(list, SOAP_UNION__rim__union_RegistryObjectListType_RegistryPackage)
        .union_RegistryObjectListType.RegistryPackage = makeSet(soap, make, input);
    auto *member = make.associate(SetId, EntryId, "urn:oasis:names:tc:ebxml-regrep:AssociationType:HasMember");
    member->Slot.push_back(make.slot("SubmissionSetStatus", "Original"));
    appendAssociation(list, member);
    if (!input.replaces.empty())
    {
        appendAssociation(list, make.associate(EntryId, input.replaces, "urn:ihe:iti:2007:AssociationType:RPLC"));
    }
    return request;
}
