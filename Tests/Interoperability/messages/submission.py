"""The body of an ITI-41 with one document, its content given as base64 text."""
import uuid

RIM = 'urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0'
TYPE = 'urn:oasis:names:tc:ebxml-regrep:ObjectType:RegistryObject:'
CODES = [
    ('41a5887f-8865-4c09-adf7-e362475b143a', '10', '1.2.250.1.213.1.1.4.1'),
    ('f4f85eac-e6cb-4883-b524-f2705394840f', 'N', '2.16.840.1.113883.5.25'),
    ('a09d5840-386c-46f2-b5ad-9c3699a4309d', 'urn:ihe:iti:xds:2017:mimeTypeSufficient', '1.3.6.1.4.1.19376.1.2.3'),
    ('f33fb8ac-18af-42cc-ae0e-ed0b0bdb91e1', 'SA07', '1.2.250.1.71.4.2.4'),
    ('cccf5598-8b07-4b77-a05e-ae952c785ead', 'AMBULATOIRE', '1.2.250.1.213.1.1.4.9'),
    ('f0306f51-975f-434e-a61c-c59651d33983', '11488-4', '2.16.840.1.113883.6.1'),
]


def slot(name, value):
    return f'<rim:Slot name="{name}"><rim:ValueList><rim:Value>{value}</rim:Value></rim:ValueList></rim:Slot>'


def code(owner, scheme, value, system):
    return (f'<rim:Classification id="{owner}-{scheme}" objectType="{TYPE}Classification" classifiedObject="{owner}" '
            f'classificationScheme="urn:uuid:{scheme}" nodeRepresentation="{value}">{slot("codingScheme", system)}'
            f'<rim:Name><rim:LocalizedString value="{value}"/></rim:Name></rim:Classification>')


def identifier(owner, scheme, name, value):
    return (f'<rim:ExternalIdentifier id="{owner}-{name}" objectType="{TYPE}ExternalIdentifier" registryObject="{owner}" '
            f'identificationScheme="urn:uuid:{scheme}" value="{value}"><rim:Name>'
            f'<rim:LocalizedString value="{name}"/></rim:Name></rim:ExternalIdentifier>')


def entry(patient):
    return ('<rim:ExtrinsicObject id="Document01" mimeType="application/octet-stream" '
            'objectType="urn:uuid:7edca82f-054d-47f2-a032-9b2a5b5186c1">' + slot('creationTime', '20260301081500')
            + slot('languageCode', 'fr-FR') + slot('sourcePatientId', patient)
            + ''.join(code('Document01', *values) for values in CODES)
            + identifier('Document01', '58a6f841-87b3-4a3e-92fd-a8ffeff98427', 'XDSDocumentEntry.patientId', patient)
            + identifier('Document01', '2e82c1f6-a085-4c72-9da3-8640a32e42ab', 'XDSDocumentEntry.uniqueId',
                         f'2.25.{uuid.uuid4().int}') + '</rim:ExtrinsicObject>')


def submission_set(patient):
    return ('<rim:RegistryPackage id="SubmissionSet01">' + slot('submissionTime', '20260301090000')
            + code('SubmissionSet01', 'aa543740-bdda-424e-8c96-df4873be8500', '07', '1.2.250.1.213.2.2')
            + identifier('SubmissionSet01', '6b5aea1a-874d-4603-a4bc-96a0a7b38446', 'XDSSubmissionSet.patientId', patient)
            + identifier('SubmissionSet01', '554ac39e-e3fe-47fe-b233-965d2a147832', 'XDSSubmissionSet.sourceId', '2.25.7')
            + identifier('SubmissionSet01', '96fdda7c-d067-4183-912e-bf5ee74998a8', 'XDSSubmissionSet.uniqueId',
                         f'2.25.{uuid.uuid4().int}')
            + '</rim:RegistryPackage><rim:Classification id="node" classifiedObject="SubmissionSet01" '
            f'objectType="{TYPE}Classification" classificationNode="urn:uuid:a54d6aa5-d40d-43f9-88c5-b4633d873bdd"/>'
            '<rim:Association id="member" associationType="urn:oasis:names:tc:ebxml-regrep:AssociationType:HasMember" '
            f'objectType="{TYPE}Association" sourceObject="SubmissionSet01" targetObject="Document01">'
            + slot('SubmissionSetStatus', 'Original') + '</rim:Association>')


def body(patient, content):
    return ('<xds:ProvideAndRegisterDocumentSetRequest xmlns:xds="urn:ihe:iti:xds-b:2007"><lcm:SubmitObjectsRequest '
            f'xmlns:lcm="urn:oasis:names:tc:ebxml-regrep:xsd:lcm:3.0" xmlns:rim="{RIM}"><rim:RegistryObjectList>'
            f'{entry(patient)}{submission_set(patient)}</rim:RegistryObjectList></lcm:SubmitObjectsRequest>'
            f'<xds:Document id="Document01">{content}</xds:Document></xds:ProvideAndRegisterDocumentSetRequest>')
