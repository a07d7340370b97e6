<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>DeployWords</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bayplan::CanvasScene</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bayplan::ChaosForm</name>
    <message numerus="yes">
        <source>%n fault(s) made of seed %1.</source>
        <translation>
            <numerusform>%n fault made of seed %1.</numerusform>
            <numerusform>%n faults made of seed %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bayplan::ChartPlot</name>
    <message numerus="yes">
        <source>… and %n more</source>
        <translation>
            <numerusform>… and %n more</numerusform>
            <numerusform>… and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bayplan::DeployPanel</name>
    <message numerus="yes">
        <source>%1 (%n container(s))</source>
        <translation>
            <numerusform>%1 (%n container)</numerusform>
            <numerusform>%1 (%n containers)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Still there: %n resource(s). Press Down again.</source>
        <translation>
            <numerusform>Still there: %n resource. Press Down again.</numerusform>
            <numerusform>Still there: %n resources. Press Down again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) are not as they were deployed.</source>
        <translation>
            <numerusform>%n thing is not as it was deployed.</numerusform>
            <numerusform>%n things are not as they were deployed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Break what the scenario breaks: %n fault(s)</source>
        <translation>
            <numerusform>Break what the scenario breaks: %n fault</numerusform>
            <numerusform>Break what the scenario breaks: %n faults</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Apply changes to %n container(s)…</source>
        <translation>
            <numerusform>Apply changes to %n container…</numerusform>
            <numerusform>Apply changes to %n containers…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n container(s) are drawn otherwise than deployed.</source>
        <translation>
            <numerusform>%n container is drawn otherwise than deployed.</numerusform>
            <numerusform>%n containers are drawn otherwise than deployed.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bayplan::DeployPreviewDialog</name>
    <message numerus="yes">
        <source>%n container(s)</source>
        <translation>
            <numerusform>%n container</numerusform>
            <numerusform>%n containers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n network(s)</source>
        <translation>
            <numerusform>%n network</numerusform>
            <numerusform>%n networks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n volume(s)</source>
        <translation>
            <numerusform>%n volume</numerusform>
            <numerusform>%n volumes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n other(s)</source>
        <translation>
            <numerusform>%n other</numerusform>
            <numerusform>%n others</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bayplan::FindBar</name>
    <message numerus="yes">
        <source>%n hit(s)</source>
        <translation>
            <numerusform>%n hit</numerusform>
            <numerusform>%n hits</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bayplan::FuzzyPicker</name>
    <message numerus="yes">
        <source>… and %n more: type letters of the name</source>
        <translation>
            <numerusform>… and %n more: type letters of the name</numerusform>
            <numerusform>… and %n more: type letters of the name</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bayplan::Inspector</name>
    <message numerus="yes">
        <source>%n elements</source>
        <translation>
            <numerusform>%n element</numerusform>
            <numerusform>%n elements</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bayplan::LinkMatchBar</name>
    <message numerus="yes">
        <source>… and %n more that do not fit</source>
        <translation>
            <numerusform>… and %n more that does not fit</numerusform>
            <numerusform>… and %n more that do not fit</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bayplan::LogText</name>
    <message numerus="yes">
        <source> … and %n more byte(s)</source>
        <translation>
            <numerusform> … and %n more byte</numerusform>
            <numerusform> … and %n more bytes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bayplan::LogsView</name>
    <message numerus="yes">
        <source>%n found</source>
        <translation>
            <numerusform>%n found</numerusform>
            <numerusform>%n found</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bayplan::MainWindow</name>
    <message numerus="yes">
        <source>%n error(s)</source>
        <translation>
            <numerusform>%n error</numerusform>
            <numerusform>%n errors</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n warning(s)</source>
        <translation>
            <numerusform>%n warning</numerusform>
            <numerusform>%n warnings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n link(s) left out: the other end takes one only.</source>
        <translation>
            <numerusform>%n link left out: the other end takes one only.</numerusform>
            <numerusform>%n links left out: the other end takes one only.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n link(s) made.</source>
        <translation>
            <numerusform>%n link made.</numerusform>
            <numerusform>%n links made.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %n replica(s)</source>
        <translation>
            <numerusform>%n replica</numerusform>
            <numerusform>All %n replicas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pod(s)</source>
        <translation>
            <numerusform>%n pod</numerusform>
            <numerusform>%n pods</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bayplan::ManifestPreview</name>
    <message numerus="yes">
        <source>What the format cannot express (%n):</source>
        <translation>
            <numerusform>What the format cannot express (%n):</numerusform>
            <numerusform>What the format cannot express (%n):</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bayplan::ProblemsPanel</name>
    <message numerus="yes">
        <source>… and %n more. Enter or a click lists more of them.</source>
        <translation>
            <numerusform>… and %n more. Enter or a click lists more of them.</numerusform>
            <numerusform>… and %n more. Enter or a click lists more of them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bayplan::ScenarioEditor</name>
    <message numerus="yes">
        <source>%n fault(s) of the scenario cannot be brought about in %1. %2</source>
        <translation>
            <numerusform>%n fault of the scenario cannot be brought about in %1. %2</numerusform>
            <numerusform>%n faults of the scenario cannot be brought about in %1. %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n fault(s) taken over into the scenario.</source>
        <translation>
            <numerusform>%n fault taken over into the scenario.</numerusform>
            <numerusform>%n faults taken over into the scenario.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>canvas</name>
    <message numerus="yes">
        <source>Pod %1, %n replica(s)</source>
        <translation>
            <numerusform>Pod %1, %n replica</numerusform>
            <numerusform>Pod %1, %n replicas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Group %1, %n member(s)</source>
        <translation>
            <numerusform>Group %1, %n member</numerusform>
            <numerusform>Group %1, %n members</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n container(s)</source>
        <translation>
            <numerusform>%n container</numerusform>
            <numerusform>%n containers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n restart(s)</source>
        <translation>
            <numerusform>%n restart</numerusform>
            <numerusform>%n restarts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n fault(s) on</source>
        <translation>
            <numerusform>%n fault on</numerusform>
            <numerusform>%n faults on</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>phrase</name>
    <message numerus="yes">
        <source>Move %n element(s)</source>
        <translation>
            <numerusform>Move %n element</numerusform>
            <numerusform>Move %n elements</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %n element(s)</source>
        <translation>
            <numerusform>Delete %n element</numerusform>
            <numerusform>Delete %n elements</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n replica(s)</source>
        <translation>
            <numerusform>%n replica</numerusform>
            <numerusform>%n replicas</numerusform>
        </translation>
    </message>
</context>
</TS>
