<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
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
</context>
<context>
    <name>edit</name>
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
</context>
</TS>
