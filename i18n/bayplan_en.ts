<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
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
