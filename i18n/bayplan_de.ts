<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>CompareView</name>
    <message>
        <source>Value and half width of its 99 % confidence interval</source>
        <translation>Wert und halbe Breite seines 99-%-Vertrauensbereichs</translation>
    </message>
</context>
<context>
    <name>ComparedFile</name>
    <message>
        <source>Runs and reports (*.bayrun *.json);;All files (*)</source>
        <translation>Läufe und Berichte (*.bayrun *.json);;Alle Dateien (*)</translation>
    </message>
</context>
<context>
    <name>DeployPanel</name>
    <message>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>creating</source>
        <translation>wird angelegt</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>startet</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>bereit</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>gescheitert</translation>
    </message>
    <message>
        <source>removing</source>
        <translation>wird entfernt</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>entfernt</translation>
    </message>
    <message>
        <source>pulling</source>
        <translation>wird geholt</translation>
    </message>
    <message>
        <source>kept</source>
        <translation>behalten</translation>
    </message>
</context>
<context>
    <name>DeployPreviewDialog</name>
    <message>
        <source>+ add</source>
        <translation>+ hinzufügen</translation>
    </message>
    <message>
        <source>~ change</source>
        <translation>~ ändern</translation>
    </message>
    <message>
        <source>= keep</source>
        <translation>= behalten</translation>
    </message>
    <message>
        <source>- remove</source>
        <translation>- entfernen</translation>
    </message>
</context>
<context>
    <name>DeployWords</name>
    <message>
        <source>%1 is not deployed yet</source>
        <translation>%1 ist noch nicht ausgerollt</translation>
    </message>
    <message>
        <source>%1 differs from what is deployed</source>
        <translation>%1 weicht vom Ausgerollten ab</translation>
    </message>
    <message>
        <source>%1 runs and is not drawn any more</source>
        <translation>%1 läuft und ist nicht mehr gezeichnet</translation>
    </message>
    <message>
        <source>%1 is gone: removed outside</source>
        <translation>%1 ist fort: von außen entfernt</translation>
    </message>
    <message>
        <source>%1 does not run</source>
        <translation>%1 läuft nicht</translation>
    </message>
    <message>
        <source>%1 is paused</source>
        <translation>%1 ist pausiert</translation>
    </message>
    <message>
        <source>%1 is cut off from its network</source>
        <translation>%1 ist von seinem Netz getrennt</translation>
    </message>
    <message>
        <source>%1 is made of another image than %2 is now</source>
        <translation>%1 ist aus einem anderen Abbild gemacht, als %2 jetzt ist</translation>
    </message>
    <message>
        <source>%1 carries this deployment&apos;s label and is not of it</source>
        <translation>%1 trägt das Etikett dieses Rollouts und gehört nicht dazu</translation>
    </message>
    <message>
        <source>%n s</source>
        <translation>%n s</translation>
    </message>
    <message>
        <source>%n min</source>
        <translation>%n min</translation>
    </message>
    <message>
        <source>%n h</source>
        <translation>%n h</translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n Tag</numerusform>
            <numerusform>%n Tage</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weiteres</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>This link is not deployed yet</source>
        <translation>Diese Verbindung ist noch nicht ausgerollt</translation>
    </message>
</context>
<context>
    <name>ElectionFacts</name>
    <message>
        <source>No margin: a lease of %1 is longer than the shortest election timeout of %2, so two members can hold a lease at once even with true clocks.</source>
        <translation>Keine Reserve: Eine Lease von %1 ist länger als die kürzeste Wahlfrist von %2, so dass selbst bei richtig gehenden Uhren zwei Mitglieder zugleich eine Lease haben können.</translation>
    </message>
    <message>
        <source>Margin: a lease of %1 ends %3 before the shortest election timeout of %2. Two leases cannot overlap while the fastest clock runs less than %4 times as fast as the slowest (timeout over lease), that is each within %5 % of true time: lease ≤ timeout × (1 − ρ) / (1 + ρ). A heartbeat goes out every %6: a lease outlives %7 lost in a row.</source>
        <translation>Reserve: Eine Lease von %1 endet %3 vor der kürzesten Wahlfrist von %2. Zwei Leases können sich nicht überschneiden, solange die schnellste Uhr weniger als %4-mal so schnell geht wie die langsamste (Frist durch Lease), also jede höchstens %5 % von der wahren Zeit abweicht: Lease ≤ Frist × (1 − ρ) / (1 + ρ). Alle %6 geht ein Herzschlag hinaus: Eine Lease übersteht %7 verlorene hintereinander.</translation>
    </message>
</context>
<context>
    <name>ElectionRole</name>
    <message>
        <source>leader</source>
        <translation>Leiter</translation>
    </message>
    <message>
        <source>candidate</source>
        <translation>Kandidat</translation>
    </message>
    <message>
        <source>follower</source>
        <translation>Gefolge</translation>
    </message>
    <message>
        <source>refusing</source>
        <translation>verweigert</translation>
    </message>
</context>
<context>
    <name>InstanceState</name>
    <message>
        <source>not started</source>
        <translation>nicht gestartet</translation>
    </message>
    <message>
        <source>down</source>
        <translation>ausgefallen</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>pausiert</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>startet</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>bereit</translation>
    </message>
    <message>
        <source>draining</source>
        <translation>läuft aus</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>angehalten</translation>
    </message>
</context>
<context>
    <name>LifePhase</name>
    <message>
        <source>created</source>
        <translation>angelegt</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>startet</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>bereit</translation>
    </message>
    <message>
        <source>draining</source>
        <translation>läuft aus</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>pausiert</translation>
    </message>
    <message>
        <source>down</source>
        <translation>ausgefallen</translation>
    </message>
</context>
<context>
    <name>QueueCharts</name>
    <message>
        <source>Depth</source>
        <translation>Länge</translation>
    </message>
    <message>
        <source>Age of the oldest</source>
        <translation>Alter der ältesten</translation>
    </message>
    <message>
        <source>In flight</source>
        <translation>In Arbeit</translation>
    </message>
    <message>
        <source>Throughput</source>
        <translation>Durchsatz</translation>
    </message>
    <message>
        <source>Arrivals</source>
        <translation>Ankünfte</translation>
    </message>
    <message>
        <source>Retries</source>
        <translation>Wiederholungen</translation>
    </message>
    <message>
        <source>Dead letters</source>
        <translation>Unzustellbare</translation>
    </message>
</context>
<context>
    <name>RunFile</name>
    <message>
        <source>It was given up.</source>
        <translation>Es wurde abgebrochen.</translation>
    </message>
    <message>
        <source>This run was not made from a drawing.</source>
        <translation>Dieser Lauf entstand nicht aus einer Zeichnung.</translation>
    </message>
    <message>
        <source>The file cannot be put in its place.</source>
        <translation>Die Datei kann nicht an ihren Platz gebracht werden.</translation>
    </message>
</context>
<context>
    <name>RunRecord</name>
    <message>
        <source>Run %1, simulated</source>
        <translation>Lauf %1, simuliert</translation>
    </message>
    <message>
        <source>Run %1, deployed</source>
        <translation>Lauf %1, ausgerollt</translation>
    </message>
</context>
<context>
    <name>SequenceChart</name>
    <message>
        <source>Vote requests</source>
        <translation>Stimmanfragen</translation>
    </message>
    <message>
        <source>Votes</source>
        <translation>Stimmen</translation>
    </message>
    <message>
        <source>Heartbeats</source>
        <translation>Herzschläge</translation>
    </message>
    <message>
        <source>Acknowledgements</source>
        <translation>Bestätigungen</translation>
    </message>
    <message>
        <source>Transfers</source>
        <translation>Übergaben</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>Antworten</translation>
    </message>
    <message>
        <source>Withdrawals</source>
        <translation>Rücknahmen</translation>
    </message>
    <message>
        <source>vote request</source>
        <translation>Stimmanfrage</translation>
    </message>
    <message>
        <source>vote</source>
        <translation>Stimme</translation>
    </message>
    <message>
        <source>heartbeat</source>
        <translation>Herzschlag</translation>
    </message>
    <message>
        <source>acknowledgement</source>
        <translation>Bestätigung</translation>
    </message>
    <message>
        <source>transfer of leadership</source>
        <translation>Übergabe der Leitung</translation>
    </message>
    <message>
        <source>request</source>
        <translation>Anfrage</translation>
    </message>
    <message>
        <source>answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>withdrawal</source>
        <translation>Rücknahme</translation>
    </message>
    <message>
        <source>on its way</source>
        <translation>unterwegs</translation>
    </message>
    <message>
        <source>on its way, arrives at %1</source>
        <translation>unterwegs, kommt um %1 an</translation>
    </message>
    <message>
        <source>arrived at %1, and waits: its receiver is held up</source>
        <translation>um %1 angekommen, und wartet: ihr Empfänger ist aufgehalten</translation>
    </message>
    <message>
        <source>arrived at %1, taken at %2</source>
        <translation>um %1 angekommen, um %2 angenommen</translation>
    </message>
    <message>
        <source>arrived at %1 (%2)</source>
        <translation>um %1 angekommen (%2)</translation>
    </message>
    <message>
        <source>lost on its link</source>
        <translation>auf ihrer Verbindung verloren</translation>
    </message>
    <message>
        <source>lost: a partition lies between the two</source>
        <translation>verloren: zwischen den beiden liegt eine Trennung</translation>
    </message>
    <message>
        <source>dropped by hand at %1</source>
        <translation>um %1 von Hand verworfen</translation>
    </message>
    <message>
        <source>found its receiver down at %1</source>
        <translation>fand um %1 ihren Empfänger ausgefallen</translation>
    </message>
    <message>
        <source>arrived at %1, and was lost with its receiver</source>
        <translation>um %1 angekommen, und mit ihrem Empfänger verloren</translation>
    </message>
    <message>
        <source>came at %1 for an earlier life of its receiver</source>
        <translation>kam um %1 für ein früheres Leben ihres Empfängers</translation>
    </message>
    <message>
        <source>arrived at %1, when its sender did not want it any more</source>
        <translation>um %1 angekommen, als ihr Absender sie nicht mehr wollte</translation>
    </message>
    <message>
        <source>Message %1, %2 of %3 to %4</source>
        <translation>Nachricht %1, %2 von %3 an %4</translation>
    </message>
    <message>
        <source>Sent before %1</source>
        <translation>Vor %1 gesendet</translation>
    </message>
    <message>
        <source>Sent at %1</source>
        <translation>Um %1 gesendet</translation>
    </message>
    <message>
        <source>Answers message %1: %2</source>
        <translation>Beantwortet Nachricht %1: %2</translation>
    </message>
    <message>
        <source>Sent because of message %1: %2</source>
        <translation>Gesendet wegen Nachricht %1: %2</translation>
    </message>
    <message>
        <source>A copy of message %1: %2</source>
        <translation>Eine Kopie von Nachricht %1: %2</translation>
    </message>
    <message>
        <source>It brought about %1</source>
        <translation>Sie bewirkte: %1</translation>
    </message>
    <message>
        <source>It was followed by message %1</source>
        <translation>Ihr folgte Nachricht %1</translation>
    </message>
</context>
<context>
    <name>SequenceView</name>
    <message>
        <source>Election %1</source>
        <translation>Wahl %1</translation>
    </message>
    <message>
        <source>Queue %1 with its workers</source>
        <translation>Warteschlange %1 mit ihren Arbeitern</translation>
    </message>
    <message>
        <source>Root %1 with its leaves</source>
        <translation>Wurzel %1 mit ihren Blättern</translation>
    </message>
    <message>
        <source>Ambassador %1 with its servers</source>
        <translation>Botschafter %1 mit seinen Servern</translation>
    </message>
    <message>
        <source>Replicas behind %1</source>
        <translation>Replikate hinter %1</translation>
    </message>
    <message>
        <source>Adapter %1</source>
        <translation>Adapter %1</translation>
    </message>
    <message>
        <source>Log saver %1</source>
        <translation>Protokollsicherung %1</translation>
    </message>
    <message>
        <source>Synchronizer %1</source>
        <translation>Inhaltsabgleich %1</translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation>Alle</translation>
    </message>
</context>
<context>
    <name>StepWords</name>
    <message>
        <source>a message came</source>
        <translation>eine Nachricht kam an</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>a timer came due</source>
        <translation>ein Wecker wurde fällig</translation>
    </message>
    <message>
        <source>a timer that it has set anew since: nothing happens</source>
        <translation>ein Wecker, den er seither neu gestellt hat: nichts geschieht</translation>
    </message>
    <message>
        <source>meant for a life of it that is over: nothing happens</source>
        <translation>für ein Leben von ihm bestimmt, das vorbei ist: nichts geschieht</translation>
    </message>
    <message>
        <source>a piece of its work is done</source>
        <translation>ein Stück seiner Arbeit ist getan</translation>
    </message>
    <message>
        <source>its write has reached the disk</source>
        <translation>was er schrieb, ist auf dem Datenträger</translation>
    </message>
    <message>
        <source>its log is read on</source>
        <translation>sein Protokoll wird weitergelesen</translation>
    </message>
    <message>
        <source>starts</source>
        <translation>startet</translation>
    </message>
    <message>
        <source>its time to stop in good order is over</source>
        <translation>seine Frist zum geordneten Ende ist vorbei</translation>
    </message>
    <message>
        <source>its load changes</source>
        <translation>seine Last ändert sich</translation>
    </message>
    <message>
        <source>an order by hand</source>
        <translation>ein Auftrag von Hand</translation>
    </message>
    <message>
        <source>fault</source>
        <translation>Störung</translation>
    </message>
    <message>
        <source>a processor goes on</source>
        <translation>ein Prozessor macht weiter</translation>
    </message>
    <message>
        <source>nothing is left to happen</source>
        <translation>es steht nichts mehr an</translation>
    </message>
</context>
<context>
    <name>Units</name>
    <message>
        <source>%1 /s</source>
        <translation>%1 /s</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
</context>
<context>
    <name>WhatIf</name>
    <message>
        <source>How many at &quot;%1&quot;</source>
        <translation>Wie viele an „%1“</translation>
    </message>
    <message>
        <source>At %1, %2 is the bottleneck: it works %3 of the time.</source>
        <translation>Bei %1 ist %2 der Engpass: arbeitet %3 der Zeit.</translation>
    </message>
    <message>
        <source>At %1 nothing is short; %2 works most, %3 of the time.</source>
        <translation>Bei %1 ist nichts knapp; am meisten arbeitet %2, %3 der Zeit.</translation>
    </message>
</context>
<context>
    <name>bayplan::ActiveFaultsView</name>
    <message>
        <source>until it is healed</source>
        <translation>bis sie behoben ist</translation>
    </message>
    <message>
        <source>Heal all</source>
        <translation>Alle beheben</translation>
    </message>
    <message>
        <source>Faults that are on</source>
        <translation>Aktive Störungen</translation>
    </message>
    <message>
        <source>Fault</source>
        <translation>Störung</translation>
    </message>
    <message>
        <source>Given</source>
        <translation>Herkunft</translation>
    </message>
    <message>
        <source>Time left</source>
        <translation>Restzeit</translation>
    </message>
    <message>
        <source>No fault is on. A right click on a container, pod or link of a running run breaks it.</source>
        <translation>Keine Störung ist aktiv. Ein Rechtsklick auf einen Container, Pod oder eine Verbindung eines laufenden Laufs stört sie.</translation>
    </message>
    <message>
        <source>by hand</source>
        <translation>von Hand</translation>
    </message>
    <message>
        <source>scenario</source>
        <translation>Szenario</translation>
    </message>
    <message>
        <source>Heal</source>
        <translation>Beheben</translation>
    </message>
    <message>
        <source>Heal: %1</source>
        <translation>Beheben: %1</translation>
    </message>
</context>
<context>
    <name>bayplan::AssertionsView</name>
    <message>
        <source>Assertions of the scenario</source>
        <translation>Erwartungen des Szenarios</translation>
    </message>
    <message>
        <source>Assertion</source>
        <translation>Erwartung</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>Urteil</translation>
    </message>
    <message>
        <source>Measured</source>
        <translation>Gemessen</translation>
    </message>
    <message>
        <source>Fails since</source>
        <translation>Verletzt seit</translation>
    </message>
    <message>
        <source>p99 of web &lt; 200ms, leaderless &lt; 3s, lost == 0</source>
        <translation>p99 of web &lt; 200ms, leaderless &lt; 3s, lost == 0</translation>
    </message>
    <message>
        <source>New assertion</source>
        <translation>Neue Erwartung</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Write what has to hold, for example: errors == 0</source>
        <translation>Schreiben, was gelten muss, zum Beispiel: errors == 0</translation>
    </message>
    <message>
        <source>not yet</source>
        <translation>noch nicht</translation>
    </message>
</context>
<context>
    <name>bayplan::CalibrateView</name>
    <message>
        <source>good</source>
        <translation>gut</translation>
    </message>
    <message>
        <source>fair</source>
        <translation>mittel</translation>
    </message>
    <message>
        <source>poor</source>
        <translation>schlecht</translation>
    </message>
    <message>
        <source>&amp;Measure again</source>
        <translation>Neu &amp;messen</translation>
    </message>
    <message>
        <source>Deploy the drawing, or open a report of a deployment: what it measured of service times, delays and failures is proposed here.</source>
        <translation>Die Zeichnung ausrollen oder den Bericht eines Rollouts öffnen: Was er an Bedienzeiten, Verzögerungen und Fehlern gemessen hat, wird hier vorgeschlagen.</translation>
    </message>
    <message>
        <source>Measured by</source>
        <translation>Gemessen von</translation>
    </message>
    <message>
        <source>&amp;Open a file…</source>
        <translation>Datei ö&amp;ffnen …</translation>
    </message>
    <message>
        <source>Run that measured</source>
        <translation>Lauf, der gemessen hat</translation>
    </message>
    <message>
        <source>One step: undo takes all of them back</source>
        <translation>Ein Schritt: „Rückgängig“ nimmt sie alle zurück</translation>
    </message>
    <message>
        <source>What the run says by now</source>
        <translation>Was der Lauf bis jetzt sagt</translation>
    </message>
    <message>
        <source>Proposals of the measurement</source>
        <translation>Vorschläge der Messung</translation>
    </message>
    <message>
        <source>Element</source>
        <translation>Element</translation>
    </message>
    <message>
        <source>Parameter</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
    <message>
        <source>Proposed</source>
        <translation>Vorschlag</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>Messungen</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>Güte</translation>
    </message>
    <message>
        <source>How it was found</source>
        <translation>Wie ermittelt</translation>
    </message>
    <message>
        <source>A report that deploy --measure has written, or a recording</source>
        <translation>Ein Bericht, den deploy --measure geschrieben hat, oder eine Aufzeichnung</translation>
    </message>
    <message>
        <source>Open a report or a recording</source>
        <translation>Bericht oder Aufzeichnung öffnen</translation>
    </message>
    <message>
        <source>Reading %1…</source>
        <translation>%1 wird gelesen …</translation>
    </message>
    <message>
        <source>Nothing was measured yet: a run tells something once its warm-up is over.</source>
        <translation>Noch ist nichts gemessen: Ein Lauf sagt etwas, sobald sein Anlauf vorbei ist.</translation>
    </message>
    <message>
        <source>%1 of %2 parameters that were measured differ from the drawing; %3 cannot be told.</source>
        <translation>%1 von %2 gemessenen Parametern weichen von der Zeichnung ab; %3 sind nicht bestimmbar.</translation>
    </message>
    <message>
        <source>as drawn; </source>
        <translation>wie gezeichnet; </translation>
    </message>
    <message>
        <source>cannot be told</source>
        <translation>nicht bestimmbar</translation>
    </message>
    <message>
        <source>A&amp;pply</source>
        <translation>&amp;Übernehmen</translation>
    </message>
    <message>
        <source>A&amp;pply %1</source>
        <translation>%1 &amp;übernehmen</translation>
    </message>
    <message>
        <source>%1 parameters were taken over; undo takes them back.</source>
        <translation>%1 Parameter wurden übernommen; „Rückgängig“ nimmt sie zurück.</translation>
    </message>
</context>
<context>
    <name>bayplan::CanvasOverview</name>
    <message>
        <source>Overview of the drawing</source>
        <translation>Übersicht der Zeichnung</translation>
    </message>
    <message>
        <source>The whole drawing; click or drag to go there</source>
        <translation>Die ganze Zeichnung; Klicken oder Ziehen führt dorthin</translation>
    </message>
</context>
<context>
    <name>bayplan::CanvasScene</name>
    <message>
        <source>This document is read-only.</source>
        <translation>Dieses Dokument ist schreibgeschützt.</translation>
    </message>
    <message>
        <source>Let go over a port or a container to link; over nothing for a menu of what fits. Esc gives up.</source>
        <translation>Über einem Anschluss oder Container loslassen verbindet; über leerer Fläche erscheint, was passt. Esc bricht ab.</translation>
    </message>
    <message>
        <source>Let go over a port or a container to link there; over nothing, or Esc, leaves the link as it was.</source>
        <translation>Über einem Anschluss oder Container loslassen verbindet dorthin; leere Fläche oder Esc lässt die Verbindung, wie sie war.</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weiteres</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>Show the containers of this pod (Ctrl+E)</source>
        <translation>Die Container dieses Pods zeigen (Strg+E)</translation>
    </message>
    <message>
        <source>Show this pod as one card (Ctrl+E)</source>
        <translation>Diesen Pod als eine Karte zeigen (Strg+E)</translation>
    </message>
    <message>
        <source>List the replicas</source>
        <translation>Replikate auflisten</translation>
    </message>
    <message>
        <source>It is locked in its place. Ctrl+L unlocks it.</source>
        <translation>Es ist an seinem Platz gesperrt. Strg+L entsperrt es.</translation>
    </message>
    <message>
        <source>What is locked stays in its place. Ctrl+L unlocks it.</source>
        <translation>Was gesperrt ist, bleibt an seinem Platz. Strg+L entsperrt es.</translation>
    </message>
    <message>
        <source>Markdown. Ctrl+Enter or a click elsewhere takes it, Esc gives up.</source>
        <translation>Markdown. Strg+Eingabe oder ein Klick anderswo übernimmt es, Esc bricht ab.</translation>
    </message>
    <message>
        <source>Enter takes the title, Esc gives up.</source>
        <translation>Die Eingabetaste übernimmt den Titel, Esc bricht ab.</translation>
    </message>
    <message>
        <source>Let go between the cards of a pod to move the container there, over nothing to give it a pod of its own.</source>
        <translation>Zwischen den Karten eines Pods loslassen, um den Container dorthin zu verschieben; über nichts, um ihm einen eigenen Pod zu geben.</translation>
    </message>
</context>
<context>
    <name>bayplan::CanvasView</name>
    <message>
        <source>Canvas</source>
        <translation>Zeichenfläche</translation>
    </message>
    <message>
        <source>Fit the drawing (Ctrl+0)</source>
        <translation>Zeichnung einpassen (Strg+0)</translation>
    </message>
    <message>
        <source>Zoom out (Ctrl+-)</source>
        <translation>Verkleinern (Strg+-)</translation>
    </message>
    <message>
        <source>Zoom in (Ctrl++)</source>
        <translation>Vergrößern (Strg++)</translation>
    </message>
    <message>
        <source>Drag a container from the palette onto this canvas,
or double-click here to add one.</source>
        <translation>Einen Container aus der Palette auf diese Fläche ziehen
oder hier doppelklicken.</translation>
    </message>
    <message>
        <source>The drawing. Arrow keys select, Ctrl and arrow keys move, Tab adds, L links, Alt and the up key goes to the pod.</source>
        <translation>Die Zeichnung. Pfeiltasten wählen aus, Strg und Pfeiltasten verschieben, Tab fügt hinzu, L verbindet, Alt und Pfeil nach oben geht zum Pod.</translation>
    </message>
</context>
<context>
    <name>bayplan::ChaosForm</name>
    <message>
        <source>Partition into groups</source>
        <translation>Trennung in Gruppen</translation>
    </message>
    <message>
        <source>Cut of one link</source>
        <translation>Trennen einer Verbindung</translation>
    </message>
    <message>
        <source>Death that nobody hears of</source>
        <translation>Tod, von dem niemand erfährt</translation>
    </message>
    <message>
        <source>Messages that come again</source>
        <translation>Nachrichten, die noch einmal kommen</translation>
    </message>
    <message>
        <source>Messages of one kind are lost</source>
        <translation>Nachrichten einer Art gehen verloren</translation>
    </message>
    <message>
        <source>Disk that lies</source>
        <translation>Platte, die lügt</translation>
    </message>
    <message>
        <source>Clock that is far off</source>
        <translation>Uhr, die weit falsch geht</translation>
    </message>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Bis</translation>
    </message>
    <message>
        <source>Longest</source>
        <translation>Längste Dauer</translation>
    </message>
    <message>
        <source>Replace what chaos made before</source>
        <translation>Früheres Chaos ersetzen</translation>
    </message>
    <message>
        <source>Fill the scenario</source>
        <translation>Szenario füllen</translation>
    </message>
    <message>
        <source>Faults a minute</source>
        <translation>Störungen je Minute</translation>
    </message>
    <message>
        <source> /min</source>
        <translation> /min</translation>
    </message>
    <message>
        <source>as its kind has it</source>
        <translation>wie bei ihrer Art</translation>
    </message>
    <message>
        <source>No fault lasts longer.</source>
        <translation>Keine Störung dauert länger.</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>Equal seeds give equal faults.</source>
        <translation>Gleiche Startwerte geben gleiche Störungen.</translation>
    </message>
    <message>
        <source>How often</source>
        <translation>Wie oft</translation>
    </message>
    <message>
        <source>Each at most</source>
        <translation>Jede höchstens</translation>
    </message>
    <message>
        <source>Kinds of faults</source>
        <translation>Arten von Störungen</translation>
    </message>
    <message>
        <source>That gives no fault: choose other kinds, more of them a minute, or a longer time.</source>
        <translation>Das ergibt keine Störung: andere Arten wählen, mehr davon je Minute oder eine längere Zeit.</translation>
    </message>
    <message numerus="yes">
        <source>%n fault(s) made of seed %1.</source>
        <translation>
            <numerusform>%n Störung aus Startwert %1 erzeugt.</numerusform>
            <numerusform>%n Störungen aus Startwert %1 erzeugt.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bayplan::ChartLegend</name>
    <message>
        <source>%1 is hidden; click to show it</source>
        <translation>%1 ist ausgeblendet; Klick zeigt es</translation>
    </message>
    <message>
        <source>Click to hide %1</source>
        <translation>Klick blendet %1 aus</translation>
    </message>
    <message>
        <source>%1, line of the chart %2</source>
        <translation>%1, Linie des Diagramms %2</translation>
    </message>
</context>
<context>
    <name>bayplan::ChartPanel</name>
    <message>
        <source>Chart: %1</source>
        <translation>Diagramm: %1</translation>
    </message>
    <message>
        <source>Copy as CSV</source>
        <translation>Als CSV kopieren</translation>
    </message>
    <message>
        <source>Metrics</source>
        <translation>Messwerte</translation>
    </message>
    <message>
        <source>Draw a line at a value that should be kept</source>
        <translation>Eine Linie bei einem Wert ziehen, der eingehalten werden soll</translation>
    </message>
    <message>
        <source>Objective of the chart %1</source>
        <translation>Zielwert des Diagramms %1</translation>
    </message>
    <message>
        <source>Take this chart away</source>
        <translation>Dieses Diagramm wegnehmen</translation>
    </message>
    <message>
        <source>Pin it: a copy stays when something else is selected</source>
        <translation>Anheften: Eine Kopie bleibt, wenn etwas anderes ausgewählt wird</translation>
    </message>
    <message>
        <source>Unpin the chart %1</source>
        <translation>Diagramm %1 lösen</translation>
    </message>
    <message>
        <source>Pin the chart %1</source>
        <translation>Diagramm %1 anheften</translation>
    </message>
    <message>
        <source>such as 200 ms</source>
        <translation>etwa 200 ms</translation>
    </message>
    <message>
        <source>such as 80 %</source>
        <translation>etwa 80 %</translation>
    </message>
    <message>
        <source>such as 50 /s</source>
        <translation>etwa 50 /s</translation>
    </message>
    <message>
        <source>such as 100</source>
        <translation>etwa 100</translation>
    </message>
    <message>
        <source>Enter draws the line, an empty field takes it away</source>
        <translation>Die Eingabetaste zieht die Linie, ein leeres Feld nimmt sie weg</translation>
    </message>
    <message>
        <source>“%1” is no value with a unit, %2</source>
        <translation>„%1“ ist kein Wert mit einer Einheit, %2</translation>
    </message>
    <message>
        <source>at least %1</source>
        <translation>mindestens %1</translation>
    </message>
    <message>
        <source>at most %1</source>
        <translation>höchstens %1</translation>
    </message>
    <message>
        <source>Objective…</source>
        <translation>Zielwert …</translation>
    </message>
    <message>
        <source>Take the objective away</source>
        <translation>Zielwert wegnehmen</translation>
    </message>
    <message>
        <source>Unpin</source>
        <translation>Lösen</translation>
    </message>
    <message>
        <source>Pin</source>
        <translation>Anheften</translation>
    </message>
    <message>
        <source>Save as PNG, SVG or CSV…</source>
        <translation>Als PNG, SVG oder CSV speichern …</translation>
    </message>
</context>
<context>
    <name>bayplan::ChartPlot</name>
    <message>
        <source>%1 · kept %2</source>
        <translation>%1 · eingehalten %2</translation>
    </message>
    <message numerus="yes">
        <source>… and %n more</source>
        <translation>
            <numerusform>… und %n weitere</numerusform>
            <numerusform>… und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>Plot</source>
        <translation>Diagramm</translation>
    </message>
    <message>
        <source>The left and right keys move the time cursor, Escape takes it away.</source>
        <translation>Die Tasten Links und Rechts bewegen den Zeitzeiger, Esc nimmt ihn weg.</translation>
    </message>
</context>
<context>
    <name>bayplan::CompareView</name>
    <message>
        <source>Subject</source>
        <translation>Gegenstand</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Simulate and deploy the same drawing: prediction and measurement stand here side by side.</source>
        <translation>Dieselbe Zeichnung simulieren und ausrollen: Vorhersage und Messung stehen dann hier nebeneinander.</translation>
    </message>
    <message>
        <source>%1 of %2 figures within 10 %</source>
        <translation>%1 von %2 Größen innerhalb von 10 %</translation>
    </message>
    <message>
        <source>Farther apart than the two intervals together explain</source>
        <translation>Weiter auseinander, als beide Vertrauensbereiche zusammen erklären</translation>
    </message>
    <message>
        <source>Within what the two intervals together explain</source>
        <translation>Innerhalb dessen, was beide Vertrauensbereiche zusammen erklären</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Abweichung</translation>
    </message>
    <message>
        <source>Runs compared</source>
        <translation>Verglichene Läufe</translation>
    </message>
    <message>
        <source>Add a &amp;file…</source>
        <translation>&amp;Datei hinzufügen …</translation>
    </message>
    <message>
        <source>&amp;Against</source>
        <translation>Verglichen &amp;mit</translation>
    </message>
    <message>
        <source>Runs that are compared</source>
        <translation>Läufe, die verglichen werden</translation>
    </message>
    <message>
        <source>Tick up to four runs</source>
        <translation>Bis zu vier Läufe ankreuzen</translation>
    </message>
    <message>
        <source>Run that the others are held against</source>
        <translation>Lauf, an dem die anderen gemessen werden</translation>
    </message>
    <message>
        <source>A report that deploy --measure or simulate has written, or a recording</source>
        <translation>Ein Bericht, den deploy --measure oder simulate geschrieben hat, oder eine Aufzeichnung</translation>
    </message>
    <message>
        <source>Throughput</source>
        <translation>Durchsatz</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Latency, p50</source>
        <translation>Latenz, p50</translation>
    </message>
    <message>
        <source>Latency, p95</source>
        <translation>Latenz, p95</translation>
    </message>
    <message>
        <source>Latency, p99</source>
        <translation>Latenz, p99</translation>
    </message>
    <message>
        <source>Queue depth</source>
        <translation>Länge der Warteschlange</translation>
    </message>
    <message>
        <source>Utilisation</source>
        <translation>Auslastung</translation>
    </message>
    <message>
        <source>Quantity over time</source>
        <translation>Größe im Zeitverlauf</translation>
    </message>
    <message>
        <source>Of what</source>
        <translation>Wovon</translation>
    </message>
    <message>
        <source>No run that is ticked has a history of this</source>
        <translation>Kein angekreuzter Lauf hat einen Verlauf davon</translation>
    </message>
    <message>
        <source>Four runs at most: untick another one first.</source>
        <translation>Höchstens vier Läufe: erst einen anderen abwählen.</translation>
    </message>
    <message>
        <source>All clients</source>
        <translation>Alle Clients</translation>
    </message>
    <message>
        <source>Add a report or a recording</source>
        <translation>Bericht oder Aufzeichnung hinzufügen</translation>
    </message>
    <message>
        <source>Reading %1…</source>
        <translation>%1 wird gelesen …</translation>
    </message>
    <message>
        <source>They have no figure in common: runs of one drawing are compared by its names.</source>
        <translation>Sie haben keine Kennzahl gemeinsam: Läufe einer Zeichnung werden nach deren Namen verglichen.</translation>
    </message>
    <message>
        <source>Counts are compared by their rates: they are of different times.</source>
        <translation>Anzahlen sind nach ihren Raten verglichen: sie sind aus verschieden langen Zeiten.</translation>
    </message>
</context>
<context>
    <name>bayplan::ContainersView</name>
    <message>
        <source>leads term %1</source>
        <translation>leitet Amtszeit %1</translation>
    </message>
    <message>
        <source>Container</source>
        <translation>Container</translation>
    </message>
    <message>
        <source>Pod</source>
        <translation>Pod</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rolle</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Restarts</source>
        <translation>Neustarts</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Rate</translation>
    </message>
    <message>
        <source>Utilisation</source>
        <translation>Auslastung</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartend</translation>
    </message>
    <message>
        <source>p99</source>
        <translation>p99</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Containers of the run</source>
        <translation>Container des Laufs</translation>
    </message>
    <message>
        <source>Nothing runs. Press Space to simulate the drawing, or Deploy to start its containers.</source>
        <translation>Es läuft nichts. Die Leertaste simuliert die Zeichnung, Ausrollen startet ihre Container.</translation>
    </message>
    <message>
        <source>Kill %1</source>
        <translation>%1 töten</translation>
    </message>
    <message>
        <source>Restart %1</source>
        <translation>%1 neu starten</translation>
    </message>
    <message>
        <source>Pause %1</source>
        <translation>%1 anhalten</translation>
    </message>
    <message>
        <source>Pause %1 for 5 s</source>
        <translation>%1 für 5 s anhalten</translation>
    </message>
    <message>
        <source>Resume %1</source>
        <translation>%1 fortsetzen</translation>
    </message>
    <message>
        <source>Kill pod %1</source>
        <translation>Pod %1 töten</translation>
    </message>
    <message>
        <source>Restart pod %1</source>
        <translation>Pod %1 neu starten</translation>
    </message>
    <message>
        <source>Log of %1</source>
        <translation>Protokoll von %1</translation>
    </message>
    <message>
        <source>Triple the load of %1 for 10 s</source>
        <translation>Last von %1 für 10 s verdreifachen</translation>
    </message>
    <message>
        <source>Of one core, as the engine counts it.</source>
        <translation>Eines Kerns, wie die Engine es zählt.</translation>
    </message>
    <message>
        <source>Of %1 at most.</source>
        <translation>Von höchstens %1.</translation>
    </message>
    <message>
        <source>%1/s</source>
        <translation>%1/s</translation>
    </message>
    <message>
        <source>%1/s received, %2/s sent, by all containers of the pod: they share its network.</source>
        <translation>%1/s empfangen, %2/s gesendet, von allen Containern des Pods: sie teilen sich sein Netz.</translation>
    </message>
    <message>
        <source>%1/s read, %2/s written.</source>
        <translation>%1/s gelesen, %2/s geschrieben.</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <source>Disk</source>
        <translation>Platte</translation>
    </message>
    <message>
        <source>Stop %1</source>
        <translation>%1 stoppen</translation>
    </message>
    <message>
        <source>Start %1</source>
        <translation>%1 starten</translation>
    </message>
    <message>
        <source>Shell in %1</source>
        <translation>Shell in %1</translation>
    </message>
</context>
<context>
    <name>bayplan::CoverageLabel</name>
    <message>
        <source>What the figures cover</source>
        <translation>Was die Zahlen umfassen</translation>
    </message>
    <message>
        <source>%1. The report leaves out the first %2, in which the run warms up: its figures are others.</source>
        <translation>%1. Der Bericht lässt die ersten %2, in denen der Lauf anläuft, weg: Seine Zahlen sind andere.</translation>
    </message>
    <message>
        <source>counted since the change at %1</source>
        <translation>gezählt seit der Änderung bei %1</translation>
    </message>
    <message>
        <source>counted since each container started</source>
        <translation>gezählt seit dem Start jedes Containers</translation>
    </message>
    <message>
        <source>counted since the start</source>
        <translation>gezählt seit dem Start</translation>
    </message>
    <message>
        <source>counted since the start, warm-up of %1 included</source>
        <translation>gezählt seit dem Start, Anlauf von %1 mit dabei</translation>
    </message>
</context>
<context>
    <name>bayplan::CurvePlot</name>
    <message>
        <source>Curve</source>
        <translation>Kurve</translation>
    </message>
</context>
<context>
    <name>bayplan::DeadLetters</name>
    <message>
        <source>empty</source>
        <translation>leer</translation>
    </message>
    <message>
        <source>%1 bytes, made up by a load generator</source>
        <translation>%1 Bytes, von einem Lastgenerator erfunden</translation>
    </message>
    <message>
        <source>… (%1 bytes in all)</source>
        <translation>… (insgesamt %1 Bytes)</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>nicht bekannt</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>Aufgabe</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Warteschlange</translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>Versuche</translation>
    </message>
    <message>
        <source>Worker</source>
        <translation>Arbeiter</translation>
    </message>
    <message>
        <source>Last error</source>
        <translation>Letzter Fehler</translation>
    </message>
    <message>
        <source>Payload</source>
        <translation>Nutzdaten</translation>
    </message>
    <message>
        <source>Dead letters</source>
        <translation>Unzustellbare</translation>
    </message>
    <message>
        <source>Choose a dead letter to read it</source>
        <translation>Eine unzustellbare Aufgabe auswählen, um sie zu lesen</translation>
    </message>
    <message>
        <source>The dead letter that is chosen</source>
        <translation>Die ausgewählte unzustellbare Aufgabe</translation>
    </message>
    <message>
        <source>&amp;Kick</source>
        <translation>&amp;Zurücklegen</translation>
    </message>
    <message>
        <source>Put what is chosen back into its queue, its failures forgotten (Ctrl+Return)</source>
        <translation>Das Ausgewählte in seine Warteschlange zurücklegen, seine Fehler vergessen (Strg+Eingabe)</translation>
    </message>
    <message>
        <source>D&amp;iscard</source>
        <translation>Ver&amp;werfen</translation>
    </message>
    <message>
        <source>Throw what is chosen away for good (Delete)</source>
        <translation>Das Ausgewählte endgültig verwerfen (Entf)</translation>
    </message>
    <message>
        <source>Kick &amp;all</source>
        <translation>&amp;Alle zurücklegen</translation>
    </message>
    <message>
        <source>Put all dead letters back, those that are not listed too</source>
        <translation>Alle unzustellbaren Aufgaben zurücklegen, auch die nicht aufgeführten</translation>
    </message>
    <message>
        <source>the newest %1 of %2</source>
        <translation>die neuesten %1 von %2</translation>
    </message>
    <message>
        <source>Task %1, attempts: %2, worker: %3

Last error:
%4

Payload:
%5</source>
        <translation>Aufgabe %1, Versuche: %2, Arbeiter: %3

Letzter Fehler:
%4

Nutzdaten:
%5</translation>
    </message>
    <message>
        <source>No dead letters</source>
        <translation>Keine Unzustellbaren</translation>
    </message>
    <message>
        <source>Done as soon as the run goes on</source>
        <translation>Geschieht, sobald der Lauf weitergeht</translation>
    </message>
    <message>
        <source>The run is over</source>
        <translation>Der Lauf ist zu Ende</translation>
    </message>
    <message>
        <source>This is the past: go to Live</source>
        <translation>Dies ist die Vergangenheit: zu Live gehen</translation>
    </message>
    <message>
        <source>&amp;Older</source>
        <translation>Ä&amp;ltere</translation>
    </message>
    <message>
        <source>Ne&amp;wer</source>
        <translation>Ne&amp;uere</translation>
    </message>
    <message>
        <source>%1 to %2 of %3, counted from the newest</source>
        <translation>%1 bis %2 von %3, gezählt von der neuesten</translation>
    </message>
    <message>
        <source>Of a past instant, and of a run that is kept, only the newest are there</source>
        <translation>Von einem vergangenen Augenblick und einem aufgehobenen Lauf sind nur die neuesten da</translation>
    </message>
    <message>
        <source>The dead letters before these</source>
        <translation>Die Unzustellbaren vor diesen</translation>
    </message>
    <message>
        <source>The dead letters after these</source>
        <translation>Die Unzustellbaren nach diesen</translation>
    </message>
</context>
<context>
    <name>bayplan::DensityPlot</name>
    <message>
        <source>Picture of the density</source>
        <translation>Bild der Dichte</translation>
    </message>
    <message>
        <source>How often which duration is drawn: %1.</source>
        <translation>Wie oft welche Dauer gezogen wird: %1.</translation>
    </message>
    <message>
        <source>mean %1</source>
        <translation>Mittel %1</translation>
    </message>
    <message>
        <source>p99 %1</source>
        <translation>p99 %1</translation>
    </message>
    <message>
        <source>no distribution yet</source>
        <translation>noch keine Verteilung</translation>
    </message>
    <message>
        <source>duration (height: how often)</source>
        <translation>Dauer (Höhe: wie oft)</translation>
    </message>
</context>
<context>
    <name>bayplan::DeployPanel</name>
    <message>
        <source>DRAWING.bayplan.json</source>
        <translation>ZEICHNUNG.bayplan.json</translation>
    </message>
    <message>
        <source>Looking for a container engine...</source>
        <translation>Suche eine Container-Engine …</translation>
    </message>
    <message>
        <source>%1 %2 (API %3) at %4</source>
        <translation>%1 %2 (API %3) unter %4</translation>
    </message>
    <message>
        <source>Not yet looked for a container engine</source>
        <translation>Noch nicht nach einer Container-Engine gesucht</translation>
    </message>
    <message>
        <source>Deploying...</source>
        <translation>Wird ausgerollt …</translation>
    </message>
    <message>
        <source>%1 of %2 containers run. All views show this deployment.</source>
        <translation>%1 von %2 Containern laufen. Alle Ansichten zeigen dieses Rollout.</translation>
    </message>
    <message>
        <source>Taking down...</source>
        <translation>Wird abgebaut …</translation>
    </message>
    <message numerus="yes">
        <source>%1 (%n container(s))</source>
        <translation>
            <numerusform>%1 (%n Container)</numerusform>
            <numerusform>%1 (%n Container)</numerusform>
        </translation>
    </message>
    <message>
        <source>Comparing the drawing with what runs...</source>
        <translation>Vergleiche die Zeichnung mit dem, was läuft …</translation>
    </message>
    <message>
        <source>Not in the engine: %1</source>
        <translation>Nicht in der Engine: %1</translation>
    </message>
    <message>
        <source>Giving up; removing what was made...</source>
        <translation>Gebe auf; entferne, was angelegt wurde …</translation>
    </message>
    <message>
        <source>Looking whether anything is left...</source>
        <translation>Prüfe, ob etwas übrig ist …</translation>
    </message>
    <message>
        <source>Down: 0 resources left, volumes included.</source>
        <translation>Abgebaut: 0 Ressourcen übrig, auch keine Volumes.</translation>
    </message>
    <message numerus="yes">
        <source>Still there: %n resource(s). Press Down again.</source>
        <translation>
            <numerusform>Noch vorhanden: %n Ressource. Bitte noch einmal abbauen.</numerusform>
            <numerusform>Noch vorhanden: %n Ressourcen. Bitte noch einmal abbauen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Deploy</source>
        <translation>Ausrollen</translation>
    </message>
    <message>
        <source>Progress of the deploy</source>
        <translation>Fortschritt des Ausrollens</translation>
    </message>
    <message>
        <source>Resource</source>
        <translation>Ressource</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>The engine&apos;s words</source>
        <translation>Wortlaut der Engine</translation>
    </message>
    <message>
        <source>Resources of the deployment</source>
        <translation>Ressourcen des Rollouts</translation>
    </message>
    <message>
        <source>Every network, volume and container shows its progress here</source>
        <translation>Jedes Netz, Volume und jeder Container zeigt hier seinen Fortschritt</translation>
    </message>
    <message>
        <source>The command that does the same</source>
        <translation>Der Befehl, der dasselbe tut</translation>
    </message>
    <message>
        <source>Copy the command</source>
        <translation>Befehl kopieren</translation>
    </message>
    <message>
        <source>Container engine</source>
        <translation>Container-Engine</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Erneut suchen</translation>
    </message>
    <message>
        <source>Look for a container engine and for deployments in it</source>
        <translation>Nach einer Container-Engine und Rollouts darin suchen</translation>
    </message>
    <message>
        <source>DOCKER_HOST, else the usual socket</source>
        <translation>DOCKER_HOST, sonst der übliche Socket</translation>
    </message>
    <message>
        <source>unix:///var/run/docker.sock or tcp://HOST:2376</source>
        <translation>unix:///var/run/docker.sock oder tcp://HOST:2376</translation>
    </message>
    <message>
        <source>Prefix of every container, network and volume</source>
        <translation>Vorsilbe aller Container, Netze und Volumes</translation>
    </message>
    <message>
        <source>Puts our synthetic service in the place of each missing image, so that the drawing deploys without a registry</source>
        <translation>Setzt an die Stelle jedes fehlenden Abbilds unseren künstlichen Dienst, so dass die Zeichnung ohne Registry ausgerollt werden kann</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>Engine</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Vorschau</translation>
    </message>
    <message>
        <source>What a deploy would add, change, keep and remove</source>
        <translation>Was das Ausrollen hinzufügen, ändern, behalten und entfernen würde</translation>
    </message>
    <message>
        <source>Start the drawing&apos;s containers</source>
        <translation>Die Container der Zeichnung starten</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>Abbauen</translation>
    </message>
    <message>
        <source>Stop and remove the containers and networks of this deployment, and prove it</source>
        <translation>Container und Netze dieses Rollouts anhalten und entfernen, mit Nachweis</translation>
    </message>
    <message>
        <source>Remove volumes</source>
        <translation>Volumes entfernen</translation>
    </message>
    <message>
        <source>Also remove the volumes that Down has kept, and what is in them</source>
        <translation>Auch die Volumes entfernen, die das Abbauen erhalten hat, samt Inhalt</translation>
    </message>
    <message>
        <source>Logs</source>
        <translation>Protokolle</translation>
    </message>
    <message>
        <source>Output of the containers</source>
        <translation>Ausgabe der Container</translation>
    </message>
    <message>
        <source>Deployments found in the engine</source>
        <translation>In der Engine gefundene Rollouts</translation>
    </message>
    <message>
        <source>Adopt</source>
        <translation>Übernehmen</translation>
    </message>
    <message>
        <source>Watch this running deployment with the open drawing</source>
        <translation>Dieses laufende Rollout mit der offenen Zeichnung beobachten</translation>
    </message>
    <message>
        <source>In the engine:</source>
        <translation>In der Engine:</translation>
    </message>
    <message>
        <source>Stand-ins for missing images</source>
        <translation>Ersatz für fehlende Abbilder</translation>
    </message>
    <message>
        <source>Apply changes…</source>
        <translation>Änderungen anwenden …</translation>
    </message>
    <message>
        <source>Applying the changes...</source>
        <translation>Wende die Änderungen an …</translation>
    </message>
    <message>
        <source>Giving the change up; what ran before comes back...</source>
        <translation>Gebe die Änderung auf; was vorher lief, kommt zurück …</translation>
    </message>
    <message>
        <source>Mend</source>
        <translation>Reparieren</translation>
    </message>
    <message>
        <source>Start, join and make again what has changed in the engine since it was deployed</source>
        <translation>Starten, verbinden und neu anlegen, was sich in der Engine seit dem Ausrollen verändert hat</translation>
    </message>
    <message>
        <source>Drawing and engine differ</source>
        <translation>Zeichnung und Engine weichen voneinander ab</translation>
    </message>
    <message>
        <source>Differences between drawing and engine</source>
        <translation>Unterschiede zwischen Zeichnung und Engine</translation>
    </message>
    <message>
        <source>Show it</source>
        <translation>Zeigen</translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) are not as they were deployed.</source>
        <translation>
            <numerusform>%n Ressource ist nicht mehr so, wie sie ausgerollt wurde.</numerusform>
            <numerusform>%n Ressourcen sind nicht mehr so, wie sie ausgerollt wurden.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing of this deployment is left in the engine.</source>
        <translation>Von diesem Rollout ist in der Engine nichts mehr übrig.</translation>
    </message>
    <message>
        <source>Mend (%1)</source>
        <translation>Reparieren (%1)</translation>
    </message>
    <message>
        <source>%1 runs since %2.</source>
        <translation>%1 läuft seit %2.</translation>
    </message>
    <message>
        <source>%1 runs already.</source>
        <translation>%1 läuft schon.</translation>
    </message>
    <message>
        <source>%1 does not run any more.</source>
        <translation>%1 läuft nicht mehr.</translation>
    </message>
    <message>
        <source>The change was taken back. %1</source>
        <translation>Die Änderung wurde zurückgenommen. %1</translation>
    </message>
    <message>
        <source>Bring the running deployment to what is drawn; it touches only what has changed, and shows what that is first</source>
        <translation>Das laufende Rollout auf den Stand der Zeichnung bringen; das berührt nur, was sich geändert hat, und zeigt es vorher</translation>
    </message>
    <message>
        <source>Give up and take back what was done</source>
        <translation>Aufgeben und zurücknehmen, was getan wurde</translation>
    </message>
    <message>
        <source>Down: 0 resources left. Volumes with data of your own are kept.</source>
        <translation>Abgebaut: 0 Ressourcen übrig. Volumes mit Ihren eigenen Daten bleiben.</translation>
    </message>
    <message>
        <source>Down: 0 resources left.</source>
        <translation>Abgebaut: 0 Ressourcen übrig.</translation>
    </message>
    <message numerus="yes">
        <source>Break what the scenario breaks: %n fault(s)</source>
        <translation>
            <numerusform>Brechen, was das Szenario bricht: %n Störung</numerusform>
            <numerusform>Brechen, was das Szenario bricht: %n Störungen</numerusform>
        </translation>
    </message>
    <message>
        <source>Carries out the faults of the scenario at their times, as the simulator does, once all containers are ready</source>
        <translation>Führt die Störungen des Szenarios zu ihren Zeiten aus, wie der Simulator es tut, sobald alle Container bereit sind</translation>
    </message>
    <message numerus="yes">
        <source>Apply changes to %n container(s)…</source>
        <translation>
            <numerusform>Änderungen an %n Container anwenden …</numerusform>
            <numerusform>Änderungen an %n Containern anwenden …</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n container(s) are drawn otherwise than deployed.</source>
        <translation>
            <numerusform>%n Container ist anders gezeichnet als ausgerollt.</numerusform>
            <numerusform>%n Container sind anders gezeichnet als ausgerollt.</numerusform>
        </translation>
    </message>
    <message>
        <source>Allow system folders</source>
        <translation>Systemordner erlauben</translation>
    </message>
    <message>
        <source>Lets volumes bind the engine&apos;s socket and folders of the system, such as /etc</source>
        <translation>Lässt Volumes den Socket der Engine und Ordner des Systems einbinden, etwa /etc</translation>
    </message>
    <message>
        <source>engine: not reachable</source>
        <translation>Engine: nicht erreichbar</translation>
    </message>
    <message>
        <source>engine: cannot be used</source>
        <translation>Engine: nicht verwendbar</translation>
    </message>
    <message>
        <source>engine: %1 %2 ok</source>
        <translation>Engine: %1 %2 ok</translation>
    </message>
    <message>
        <source>Looking at what runs...</source>
        <translation>Was läuft, wird angesehen …</translation>
    </message>
</context>
<context>
    <name>bayplan::DeployPreviewDialog</name>
    <message>
        <source>%1 to add, %2 to change, %3 stay, %4 to remove</source>
        <translation>%1 hinzufügen, %2 ändern, %3 bleiben, %4 entfernen</translation>
    </message>
    <message>
        <source>Deploy</source>
        <translation>Ausrollen</translation>
    </message>
    <message>
        <source>What a deploy would do</source>
        <translation>Was das Ausrollen täte</translation>
    </message>
    <message>
        <source>In the way:</source>
        <translation>Im Weg steht:</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Resource</source>
        <translation>Ressource</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Steps of the deploy</source>
        <translation>Schritte des Ausrollens</translation>
    </message>
    <message>
        <source>Nothing to do: what runs is what is drawn</source>
        <translation>Nichts zu tun: Es läuft, was gezeichnet ist</translation>
    </message>
    <message>
        <source>Deploy with stand-ins</source>
        <translation>Mit Ersatzdiensten ausrollen</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>Anwenden</translation>
    </message>
    <message>
        <source>What applying the changes would do</source>
        <translation>Was das Anwenden der Änderungen täte</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>Gut</translation>
    </message>
    <message>
        <source>In the way</source>
        <translation>Im Weg</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>Use stand-ins</source>
        <translation>Ersatzdienste verwenden</translation>
    </message>
    <message>
        <source>Show it</source>
        <translation>Zeigen</translation>
    </message>
    <message numerus="yes">
        <source>%n container(s)</source>
        <translation>
            <numerusform>%n Container</numerusform>
            <numerusform>%n Container</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n network(s)</source>
        <translation>
            <numerusform>%n Netz</numerusform>
            <numerusform>%n Netze</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n volume(s)</source>
        <translation>
            <numerusform>%n Volume</numerusform>
            <numerusform>%n Volumes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n other(s)</source>
        <translation>
            <numerusform>%n Weiteres</numerusform>
            <numerusform>%n Weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>Steps that change something: %1.</source>
        <translation>Schritte, die etwas ändern: %1.</translation>
    </message>
    <message>
        <source>Allow it</source>
        <translation>Erlauben</translation>
    </message>
</context>
<context>
    <name>bayplan::DistributionEditor</name>
    <message>
        <source>Values</source>
        <translation>Werte</translation>
    </message>
    <message>
        <source>Values, each with its weight</source>
        <translation>Werte, jeder mit seinem Gewicht</translation>
    </message>
    <message>
        <source>Durations with a comma between them; a weight stands behind a colon: 1ms, 2ms:3</source>
        <translation>Dauern mit Komma dazwischen; ein Gewicht steht hinter einem Doppelpunkt: 1ms, 2ms:3</translation>
    </message>
    <message>
        <source>Kind of distribution: %1</source>
        <translation>Art der Verteilung: %1</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>Einheit</translation>
    </message>
</context>
<context>
    <name>bayplan::DocumentSession</name>
    <message>
        <source>Untitled</source>
        <translation>Unbenannt</translation>
    </message>
    <message>
        <source>This document was written by a newer Bayplan and is shown read-only.</source>
        <translation>Dieses Dokument stammt von einem neueren Bayplan und ist schreibgeschützt.</translation>
    </message>
    <message>
        <source>Update Bayplan to change it.</source>
        <translation>Zum Ändern Bayplan aktualisieren.</translation>
    </message>
    <message>
        <source>Save it under another name.</source>
        <translation>Unter einem anderen Namen speichern.</translation>
    </message>
</context>
<context>
    <name>bayplan::ElectionLanes</name>
    <message>
        <source>Election %1</source>
        <translation>Wahl %1</translation>
    </message>
    <message>
        <source>no leader %1</source>
        <translation>kein Leiter %1</translation>
    </message>
    <message>
        <source>T%1</source>
        <translation>A%1</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>%1 is down since %2</source>
        <translation>%1 ist seit %2 ausgefallen</translation>
    </message>
    <message>
        <source>%1: %2 of term %3 since %4%5</source>
        <translation>%1: %2 der Amtszeit %3 seit %4%5</translation>
    </message>
    <message>
        <source>, paused</source>
        <translation>, angehalten</translation>
    </message>
    <message>
        <source>Holds no lease</source>
        <translation>Hat keine Lease</translation>
    </message>
    <message>
        <source>Believes that %1 leads</source>
        <translation>Hält %1 für den Leiter</translation>
    </message>
    <message>
        <source>No member holds a lease, for %1</source>
        <translation>Kein Mitglied hat eine Lease, seit %1</translation>
    </message>
    <message>
        <source>no leader now</source>
        <translation>jetzt kein Leiter</translation>
    </message>
    <message>
        <source>%1: %2, term %3; without leader %4 in all, %5 at most</source>
        <translation>%1: %2, Amtszeit %3; ohne Leiter insgesamt %4, höchstens %5</translation>
    </message>
    <message>
        <source>two leases %1</source>
        <translation>zwei Leases %1</translation>
    </message>
    <message>
        <source>Holds a valid lease; fencing token %1</source>
        <translation>Hat eine gültige Lease; Fencing-Token %1</translation>
    </message>
    <message>
        <source>Knows of no leader</source>
        <translation>Kennt keinen Leiter</translation>
    </message>
    <message>
        <source>Has voted for nobody in term %1</source>
        <translation>Hat in Amtszeit %1 niemanden gewählt</translation>
    </message>
    <message>
        <source>Voted for %1 in term %2</source>
        <translation>Hat %1 in Amtszeit %2 gewählt</translation>
    </message>
    <message>
        <source>Has votes of %1 in term %2</source>
        <translation>Hat Stimmen von %1 in Amtszeit %2</translation>
    </message>
    <message>
        <source>A quorum acknowledged what it sent %1 before</source>
        <translation>Ein Quorum hat bestätigt, was es %1 zuvor sendete</translation>
    </message>
    <message>
        <source>Heard its leader&apos;s heartbeat %1 before</source>
        <translation>Hörte den Herzschlag seines Leiters %1 zuvor</translation>
    </message>
    <message>
        <source>Unsafe: more than one member holds a lease, for %1</source>
        <translation>Unsicher: Mehr als ein Mitglied hat eine Lease, seit %1</translation>
    </message>
    <message>
        <source>at %1 </source>
        <translation>um %1 </translation>
    </message>
    <message>
        <source>%1led by %2</source>
        <translation>%1geleitet von %2</translation>
    </message>
    <message>
        <source>%1no leader</source>
        <translation>%1kein Leiter</translation>
    </message>
    <message>
        <source>Unsafe: from %1 on, %2 held a lease at once; %3 in all. Whatever they write to has to refuse the older fencing token.</source>
        <translation>Unsicher: Ab %1 hatten %2 zugleich eine Lease; insgesamt %3. Wohin sie auch schreiben: Dort muss das ältere Fencing-Token abgewiesen werden.</translation>
    </message>
    <message>
        <source> and </source>
        <translation> und </translation>
    </message>
    <message>
        <source>fenced resource</source>
        <translation>Ressource mit Fencing</translation>
    </message>
    <message>
        <source>token %1</source>
        <translation>Token %1</translation>
    </message>
    <message>
        <source>A resource that checks fencing tokens goes by %1, of %2</source>
        <translation>Eine Ressource, die Fencing-Token prüft, richtet sich nach %1, von %2</translation>
    </message>
    <message>
        <source>Refuses what %1 writes: its lease has an older token</source>
        <translation>Weist ab, was %1 schreibt: dessen Lease hat ein älteres Token</translation>
    </message>
    <message>
        <source>%1: the run has not come to %2</source>
        <translation>%1: Der Lauf ist noch nicht bei %2</translation>
    </message>
    <message>
        <source>not observed %1</source>
        <translation>nicht beobachtet %1</translation>
    </message>
    <message>
        <source>not started</source>
        <translation>nicht gestartet</translation>
    </message>
    <message>
        <source>not observed</source>
        <translation>nicht beobachtet</translation>
    </message>
    <message>
        <source>%1 is not observed from %2 on: it runs, and nothing was heard of it</source>
        <translation>%1 ist ab %2 nicht beobachtet: Er läuft, und nichts war von ihm zu hören</translation>
    </message>
    <message>
        <source>%1 has not started</source>
        <translation>%1 ist nicht gestartet</translation>
    </message>
    <message>
        <source>Who leads was not observed, for %1</source>
        <translation>Wer leitet, war %1 lang nicht beobachtet</translation>
    </message>
    <message>
        <source>%1not observed</source>
        <translation>%1nicht beobachtet</translation>
    </message>
    <message>
        <source>not observed now</source>
        <translation>jetzt nicht beobachtet</translation>
    </message>
    <message>
        <source>; not observed %1</source>
        <translation>; nicht beobachtet %1</translation>
    </message>
</context>
<context>
    <name>bayplan::ElectionView</name>
    <message>
        <source>Elections</source>
        <translation>Wahlen</translation>
    </message>
    <message>
        <source>No election in this run. Drag &quot;Leader election&quot; from the palette onto a pod with replicas and press Space.</source>
        <translation>Keine Wahl in diesem Lauf. „Leiterwahl“ aus der Palette auf einen Pod mit Replikaten ziehen und die Leertaste drücken.</translation>
    </message>
    <message>
        <source>The scenario runs clocks %1 times as fast as others: two leases may overlap.</source>
        <translation>Das Szenario lässt Uhren %1-mal so schnell gehen wie andere: Zwei Leases können sich überschneiden.</translation>
    </message>
    <message>
        <source>T2: term 2   bar: lease   strip: whom it believes in   ×: death</source>
        <translation>A2: Amtszeit 2   Balken: Lease   Streifen: wen es für den Leiter hält   ×: Tod</translation>
    </message>
    <message>
        <source>The term is the fencing token: a leader that was paused may go on writing with an old one, so what it writes to has to refuse tokens below the newest that it has seen.</source>
        <translation>Die Amtszeit ist das Fencing-Token: Ein Leiter, der angehalten war, schreibt vielleicht mit einem alten weiter. Worauf er schreibt, das muss daher Token abweisen, die kleiner sind als das neueste, das es gesehen hat.</translation>
    </message>
    <message>
        <source>not observed</source>
        <translation>nicht beobachtet</translation>
    </message>
</context>
<context>
    <name>bayplan::EventsModel</name>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>Ereignis</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>Gegenstand</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Was geschah</translation>
    </message>
</context>
<context>
    <name>bayplan::EventsView</name>
    <message>
        <source>Follow</source>
        <translation>Folgen</translation>
    </message>
    <message>
        <source>Events of the run</source>
        <translation>Ereignisse des Laufs</translation>
    </message>
    <message>
        <source>Filter: event, subject or words</source>
        <translation>Filter: Ereignis, Gegenstand oder Wörter</translation>
    </message>
    <message>
        <source>Filter of the events</source>
        <translation>Filter der Ereignisse</translation>
    </message>
    <message>
        <source>Keep the newest event in view</source>
        <translation>Das neueste Ereignis im Blick behalten</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
</context>
<context>
    <name>bayplan::FaultForm</name>
    <message>
        <source>Target</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>Do it now</source>
        <translation>Jetzt auslösen</translation>
    </message>
    <message>
        <source>Add to the scenario</source>
        <translation>Ins Szenario</translation>
    </message>
    <message>
        <source>No run goes on: it can be planned.</source>
        <translation>Es läuft kein Lauf: Die Störung lässt sich planen.</translation>
    </message>
</context>
<context>
    <name>bayplan::FigureTable</name>
    <message>
        <source>No row holds that text</source>
        <translation>Keine Zeile enthält diesen Text</translation>
    </message>
</context>
<context>
    <name>bayplan::FindBar</name>
    <message>
        <source>Hide &amp;others</source>
        <translation>&amp;Andere ausblenden</translation>
    </message>
    <message>
        <source>Find: web kind:load -pod:test error:</source>
        <translation>Suchen: web kind:load -pod:test error:</translation>
    </message>
    <message>
        <source>Find in the drawing</source>
        <translation>In der Zeichnung suchen</translation>
    </message>
    <message>
        <source>Words that all must match. name:, kind:, image: and pod: look there only, error: finds what has problems, -word leaves out.</source>
        <translation>Wörter, die alle passen müssen. name:, kind:, image: und pod: suchen nur dort, error: findet, was Probleme hat, -wort schließt aus.</translation>
    </message>
    <message>
        <source>Previous hit (Shift+F3)</source>
        <translation>Voriger Treffer (Umschalt+F3)</translation>
    </message>
    <message>
        <source>Next hit (F3)</source>
        <translation>Nächster Treffer (F3)</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>Schließen (Esc)</translation>
    </message>
    <message>
        <source>Enter and F3 go to the next hit, Shift+F3 back.</source>
        <translation>Eingabetaste und F3 führen zum nächsten Treffer, Umschalt+F3 zurück.</translation>
    </message>
    <message>
        <source>Nothing matches.</source>
        <translation>Nichts passt.</translation>
    </message>
    <message numerus="yes">
        <source>%n hit(s)</source>
        <translation>
            <numerusform>%n Treffer</numerusform>
            <numerusform>%n Treffer</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
</context>
<context>
    <name>bayplan::FuzzyPicker</name>
    <message numerus="yes">
        <source>… and %n more: type letters of the name</source>
        <translation>
            <numerusform>… und %n weiteres: Buchstaben des Namens eingeben</numerusform>
            <numerusform>… und %n weitere: Buchstaben des Namens eingeben</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing matches.</source>
        <translation>Nichts passt.</translation>
    </message>
</context>
<context>
    <name>bayplan::HeatMap</name>
    <message>
        <source>Field of values</source>
        <translation>Feld der Werte</translation>
    </message>
</context>
<context>
    <name>bayplan::Inspector</name>
    <message>
        <source>Form</source>
        <translation>Formular</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>The selected element as JSON</source>
        <translation>Das ausgewählte Element als JSON</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Expectation</source>
        <translation>Erwartung</translation>
    </message>
    <message>
        <source>Selection</source>
        <translation>Auswahl</translation>
    </message>
    <message numerus="yes">
        <source>%n elements</source>
        <translation>
            <numerusform>%n Element</numerusform>
            <numerusform>%n Elemente</numerusform>
        </translation>
    </message>
    <message>
        <source>Elements of different kinds: they can be moved, copied and deleted together.</source>
        <translation>Elemente verschiedener Art: Sie lassen sich gemeinsam verschieben, kopieren und löschen.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Text of the note</source>
        <translation>Text der Notiz</translation>
    </message>
    <message>
        <source>Markdown is understood</source>
        <translation>Markdown wird verstanden</translation>
    </message>
    <message>
        <source>p99 of web &lt; 200ms</source>
        <translation>p99 of web &lt; 200ms</translation>
    </message>
    <message>
        <source>Checked at the end of every run: “p99 of web &lt; 200ms”, “errors of web == 0”, “leaderless &lt; 3s”.</source>
        <translation>Wird am Ende jedes Laufs geprüft: „p99 of web &lt; 200ms“, „errors of web == 0“, „leaderless &lt; 3s“.</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>Elements of different kinds: what they have in common is set for all at once.</source>
        <translation>Elemente verschiedener Art: Was sie gemeinsam haben, wird für alle zugleich gesetzt.</translation>
    </message>
    <message>
        <source>This document is read-only.</source>
        <translation>Dieses Dokument ist schreibgeschützt.</translation>
    </message>
    <message>
        <source>One element at a time can be changed as JSON.</source>
        <translation>Als JSON lässt sich immer nur ein Element ändern.</translation>
    </message>
    <message>
        <source>Ctrl+Enter applies the text, Esc takes it back.</source>
        <translation>Strg+Eingabe wendet den Text an, Esc nimmt ihn zurück.</translation>
    </message>
    <message>
        <source>Line %1, column %2: %3</source>
        <translation>Zeile %1, Spalte %2: %3</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>What to look at:</source>
        <translation>Worauf zu achten ist:</translation>
    </message>
    <message>
        <source>Moved up: %1 has the port %2 in this pod.</source>
        <translation>Ausgewichen: %1 hat in diesem Pod den Port %2.</translation>
    </message>
</context>
<context>
    <name>bayplan::LassoTool</name>
    <message>
        <source>Draw a line around what is to be cut off</source>
        <translation>Eine Linie um das ziehen, was abgetrennt werden soll</translation>
    </message>
</context>
<context>
    <name>bayplan::LifeLanes</name>
    <message>
        <source>Phases of the containers</source>
        <translation>Phasen der Container</translation>
    </message>
    <message>
        <source>%1: %2 since %3, for %4</source>
        <translation>%1: %2 seit %3, für %4</translation>
    </message>
    <message>
        <source>In all of this phase: calls to it that failed %1, requests cut short %2</source>
        <translation>In dieser Phase insgesamt: gescheiterte Aufrufe an ihn %1, abgebrochene Anfragen %2</translation>
    </message>
</context>
<context>
    <name>bayplan::LifecycleView</name>
    <message>
        <source>none of %1</source>
        <translation>nichts von %1</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>It was killed at the end of its grace time. Give it more, or less to finish.</source>
        <translation>Er wurde am Ende seiner Abschlussfrist getötet. Ihm mehr Zeit geben, oder weniger abzuschließen.</translation>
    </message>
    <message>
        <source>The longest drain, of the grace time between SIGTERM and SIGKILL.</source>
        <translation>Das längste Auslaufen, von der Abschlussfrist zwischen SIGTERM und SIGKILL.</translation>
    </message>
    <message>
        <source>Container</source>
        <translation>Container</translation>
    </message>
    <message>
        <source>Phase</source>
        <translation>Phase</translation>
    </message>
    <message>
        <source>Restarts</source>
        <translation>Neustarts</translation>
    </message>
    <message>
        <source>Lost starting</source>
        <translation>Verloren: Start</translation>
    </message>
    <message>
        <source>Lost ready</source>
        <translation>Verloren: bereit</translation>
    </message>
    <message>
        <source>Lost draining</source>
        <translation>Verloren: Auslaufen</translation>
    </message>
    <message>
        <source>Lost paused</source>
        <translation>Verloren: Pause</translation>
    </message>
    <message>
        <source>Lost down</source>
        <translation>Verloren: Ausfall</translation>
    </message>
    <message>
        <source>Cut short</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>Drain of grace</source>
        <translation>Auslaufen von Frist</translation>
    </message>
    <message>
        <source>Down, longest</source>
        <translation>Ausfall, längster</translation>
    </message>
    <message>
        <source>Down, last</source>
        <translation>Ausfall, letzter</translation>
    </message>
    <message>
        <source>Requests lost by phase</source>
        <translation>Verlorene Anfragen nach Phase</translation>
    </message>
    <message>
        <source>Nothing has run. Draw containers, give one a start-up time, and press Space; restart or kill it from its context menu to see what that costs.</source>
        <translation>Nichts ist gelaufen. Container zeichnen, einem eine Anlaufzeit geben und die Leertaste drücken; ein Neustart oder Töten aus dem Kontextmenü zeigt, was es kostet.</translation>
    </message>
    <message>
        <source>Calls to it that failed or timed out while it was %1 (%2 in all); it refused %3 itself.</source>
        <translation>Aufrufe an ihn, die scheiterten oder die Zeitgrenze überschritten, während sein Zustand „%1“ war (insgesamt %2); %3 wies er selbst ab.</translation>
    </message>
    <message>
        <source>%1 while %2</source>
        <translation>%1 bei „%2“</translation>
    </message>
    <message>
        <source>No call to a container failed.</source>
        <translation>Kein Aufruf an einen Container scheiterte.</translation>
    </message>
    <message>
        <source>Calls that failed, by the phase of who was called: %1.</source>
        <translation>Gescheiterte Aufrufe nach der Phase des Gerufenen: %1.</translation>
    </message>
    <message>
        <source>Requests cut short by the end of a life: %1.</source>
        <translation>Anfragen, die das Ende eines Lebens abbrach: %1.</translation>
    </message>
</context>
<context>
    <name>bayplan::LinkMatchBar</name>
    <message>
        <source>Link</source>
        <translation>Verbinden</translation>
    </message>
    <message>
        <source>%1 → (%2)</source>
        <translation>%1 → (%2)</translation>
    </message>
    <message>
        <source>→ %1 (%2)</source>
        <translation>→ %1 (%2)</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>Anschluss</translation>
    </message>
    <message>
        <source>Pattern of names, such as cache-*</source>
        <translation>Namensmuster, etwa cache-*</translation>
    </message>
    <message>
        <source>Pattern of names</source>
        <translation>Namensmuster</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>Schließen (Esc)</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>* stands for any letters, ? for one. Names of containers and of pods count.</source>
        <translation>* steht für beliebige Zeichen, ? für eines. Namen von Containern und von Pods zählen.</translation>
    </message>
    <message>
        <source>No other container has such a name.</source>
        <translation>Kein anderer Container heißt so.</translation>
    </message>
    <message>
        <source>%1 of %2 that match can be linked.</source>
        <translation>%1 von %2, die passen, können verbunden werden.</translation>
    </message>
    <message numerus="yes">
        <source>… and %n more that do not fit</source>
        <translation>
            <numerusform>… und %n weiterer, der nicht passt</numerusform>
            <numerusform>… und %n weitere, die nicht passen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bayplan::LogText</name>
    <message>
        <source>… %1 lines that came faster than they can be read; a filter finds them</source>
        <translation>… %1 Zeilen, die schneller kamen, als man lesen kann; ein Filter findet sie</translation>
    </message>
    <message>
        <source> … a line of %1 bytes</source>
        <translation> … eine Zeile von %1 Bytes</translation>
    </message>
    <message numerus="yes">
        <source> … and %n more byte(s)</source>
        <translation>
            <numerusform> … und %n weiteres Byte</numerusform>
            <numerusform> … und %n weitere Bytes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bayplan::LogsView</name>
    <message>
        <source>Follow</source>
        <translation>Folgen</translation>
    </message>
    <message>
        <source>Container whose output is shown</source>
        <translation>Container, dessen Ausgabe gezeigt wird</translation>
    </message>
    <message>
        <source>All containers</source>
        <translation>Alle Container</translation>
    </message>
    <message>
        <source>Filter: words in a line</source>
        <translation>Filter: Wörter einer Zeile</translation>
    </message>
    <message>
        <source>Filter of the output</source>
        <translation>Filter der Ausgabe</translation>
    </message>
    <message>
        <source>Output of the containers</source>
        <translation>Ausgabe der Container</translation>
    </message>
    <message>
        <source>Output of the containers of a deployment comes here. A simulation has none: see Events.</source>
        <translation>Hier erscheint die Ausgabe der Container eines Rollouts. Eine Simulation hat keine: siehe Ereignisse.</translation>
    </message>
    <message>
        <source>ended</source>
        <translation>beendet</translation>
    </message>
    <message>
        <source>Not a regular expression: %1</source>
        <translation>Kein regulärer Ausdruck: %1</translation>
    </message>
    <message>
        <source>%1 new lines</source>
        <translation>%1 neue Zeilen</translation>
    </message>
    <message>
        <source>%1 old lines are gone</source>
        <translation>%1 alte Zeilen sind fort</translation>
    </message>
    <message>
        <source>%1 lines are kept, of the newest %2</source>
        <translation>%1 Zeilen aufbewahrt, höchstens die neuesten %2</translation>
    </message>
    <message>
        <source>Which of a container&apos;s two streams</source>
        <translation>Welcher der beiden Ströme eines Containers</translation>
    </message>
    <message>
        <source>Output and errors</source>
        <translation>Ausgabe und Fehler</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>Ausgabe</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>The filter is a regular expression</source>
        <translation>Der Filter ist ein regulärer Ausdruck</translation>
    </message>
    <message>
        <source>Keep the newest line in view; scrolling back stops it</source>
        <translation>Die neueste Zeile im Blick behalten; Zurückblättern beendet das</translation>
    </message>
    <message>
        <source>State of the log</source>
        <translation>Zustand des Protokolls</translation>
    </message>
    <message>
        <source>Search the lines that are shown</source>
        <translation>Die gezeigten Zeilen durchsuchen</translation>
    </message>
    <message>
        <source>Copy the selection, or all lines that are shown</source>
        <translation>Die Auswahl oder alle gezeigten Zeilen kopieren</translation>
    </message>
    <message>
        <source>Save all lines that the filter lets through</source>
        <translation>Alle Zeilen speichern, die der Filter durchlässt</translation>
    </message>
    <message>
        <source>Forget the lines so far</source>
        <translation>Die bisherigen Zeilen vergessen</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Search the output</source>
        <translation>Die Ausgabe durchsuchen</translation>
    </message>
    <message>
        <source>Previous (Shift+F3)</source>
        <translation>Vorige (Umschalt+F3)</translation>
    </message>
    <message>
        <source>Next (F3)</source>
        <translation>Nächste (F3)</translation>
    </message>
    <message>
        <source>Close the search</source>
        <translation>Suche schließen</translation>
    </message>
    <message numerus="yes">
        <source>%n found</source>
        <translation>
            <numerusform>%n gefunden</numerusform>
            <numerusform>%n gefunden</numerusform>
        </translation>
    </message>
    <message>
        <source>not found</source>
        <translation>nicht gefunden</translation>
    </message>
    <message>
        <source>Save the output</source>
        <translation>Ausgabe speichern</translation>
    </message>
</context>
<context>
    <name>bayplan::LossDialog</name>
    <message>
        <source>danger</source>
        <translation>Gefahr</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>ausgelassen</translation>
    </message>
    <message>
        <source>note</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>What was left out</source>
        <translation>Was ausgelassen wurde</translation>
    </message>
    <message>
        <source>Sort</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Wo</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Zeile</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>What a drawing does not hold, and what could harm the host and was therefore left out:</source>
        <translation>Was eine Zeichnung nicht enthält, und was dem Rechner schaden könnte und deshalb ausgelassen wurde:</translation>
    </message>
    <message>
        <source>What a drawing does not hold, or holds in another way:</source>
        <translation>Was eine Zeichnung nicht oder anders enthält:</translation>
    </message>
</context>
<context>
    <name>bayplan::MainWindow</name>
    <message>
        <source>Palette</source>
        <translation>Palette</translation>
    </message>
    <message>
        <source>Outline</source>
        <translation>Gliederung</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>Eigenschaften</translation>
    </message>
    <message>
        <source>As opened</source>
        <translation>Wie geöffnet</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>Probleme</translation>
    </message>
    <message>
        <source>Metrics</source>
        <translation>Messwerte</translation>
    </message>
    <message>
        <source>Election</source>
        <translation>Wahl</translation>
    </message>
    <message>
        <source>Queues</source>
        <translation>Warteschlangen</translation>
    </message>
    <message>
        <source>Containers</source>
        <translation>Container</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>Deploy</source>
        <translation>Ausrollen</translation>
    </message>
    <message>
        <source>Problems (%1)</source>
        <translation>Probleme (%1)</translation>
    </message>
    <message numerus="yes">
        <source>%n error(s)</source>
        <translation>
            <numerusform>%n Fehler</numerusform>
            <numerusform>%n Fehler</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n warning(s)</source>
        <translation>
            <numerusform>%n Warnung</numerusform>
            <numerusform>%n Warnungen</numerusform>
        </translation>
    </message>
    <message>
        <source>document valid</source>
        <translation>Dokument gültig</translation>
    </message>
    <message>
        <source> (read-only)</source>
        <translation> (schreibgeschützt)</translation>
    </message>
    <message>
        <source>seed %1</source>
        <translation>Startwert %1</translation>
    </message>
    <message>
        <source>zoom %1 %</source>
        <translation>Zoom %1 %</translation>
    </message>
    <message>
        <source>not saved</source>
        <translation>nicht gespeichert</translation>
    </message>
    <message>
        <source>saved</source>
        <translation>gespeichert</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;New</source>
        <translation>&amp;Neu</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>Ö&amp;ffnen …</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>&amp;Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>&amp;Import a Compose file…</source>
        <translation>Compose-Datei &amp;importieren …</translation>
    </message>
    <message>
        <source>Ctrl+I</source>
        <translation>Ctrl+I</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Speichern</translation>
    </message>
    <message>
        <source>Save &amp;as…</source>
        <translation>Speichern &amp;unter …</translation>
    </message>
    <message>
        <source>Ctrl+Shift+S</source>
        <translation>Ctrl+Shift+S</translation>
    </message>
    <message>
        <source>&amp;Export</source>
        <translation>&amp;Exportieren</translation>
    </message>
    <message>
        <source>As &amp;Compose file…</source>
        <translation>Als &amp;Compose-Datei …</translation>
    </message>
    <message>
        <source>As &amp;Kubernetes manifests…</source>
        <translation>Als &amp;Kubernetes-Manifeste …</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>Clear the list</source>
        <translation>Liste leeren</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>Ctrl+Shift+Z</source>
        <translation>Ctrl+Shift+Z</translation>
    </message>
    <message>
        <source>Ctrl+Y</source>
        <translation>Ctrl+Y</translation>
    </message>
    <message>
        <source>Cu&amp;t</source>
        <translation>&amp;Ausschneiden</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>&amp;Einfügen</translation>
    </message>
    <message>
        <source>&amp;Duplicate</source>
        <translation>&amp;Duplizieren</translation>
    </message>
    <message>
        <source>Ctrl+D</source>
        <translation>Ctrl+D</translation>
    </message>
    <message>
        <source>De&amp;lete</source>
        <translation>&amp;Löschen</translation>
    </message>
    <message>
        <source>Select &amp;all</source>
        <translation>Alles aus&amp;wählen</translation>
    </message>
    <message>
        <source>Re&amp;name</source>
        <translation>&amp;Umbenennen</translation>
    </message>
    <message>
        <source>Automatic la&amp;yout</source>
        <translation>Automatisches La&amp;yout</translation>
    </message>
    <message>
        <source>Ctrl+Shift+A</source>
        <translation>Ctrl+Shift+A</translation>
    </message>
    <message>
        <source>&amp;Find…</source>
        <translation>&amp;Suchen …</translation>
    </message>
    <message>
        <source>Document &amp;settings</source>
        <translation>Dokument&amp;einstellungen</translation>
    </message>
    <message>
        <source>Alt+Return</source>
        <translation>Alt+Return</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Design</source>
        <translation>&amp;Entwerfen</translation>
    </message>
    <message>
        <source>Ctrl+Alt+1</source>
        <translation>Ctrl+Alt+1</translation>
    </message>
    <message>
        <source>&amp;Simulate</source>
        <translation>&amp;Simulieren</translation>
    </message>
    <message>
        <source>Ctrl+Alt+2</source>
        <translation>Ctrl+Alt+2</translation>
    </message>
    <message>
        <source>De&amp;ploy</source>
        <translation>&amp;Ausrollen</translation>
    </message>
    <message>
        <source>Ctrl+Alt+3</source>
        <translation>Ctrl+Alt+3</translation>
    </message>
    <message>
        <source>&amp;Reset this workspace</source>
        <translation>Diesen Arbeitsbereich &amp;zurücksetzen</translation>
    </message>
    <message>
        <source>Zoom &amp;in</source>
        <translation>&amp;Vergrößern</translation>
    </message>
    <message>
        <source>Zoom &amp;out</source>
        <translation>Ver&amp;kleinern</translation>
    </message>
    <message>
        <source>&amp;Fit the drawing</source>
        <translation>Zeichnung &amp;einpassen</translation>
    </message>
    <message>
        <source>Ctrl+0</source>
        <translation>Ctrl+0</translation>
    </message>
    <message>
        <source>&amp;100 %</source>
        <translation>&amp;100 %</translation>
    </message>
    <message>
        <source>Ctrl+1</source>
        <translation>Ctrl+1</translation>
    </message>
    <message>
        <source>Fit the s&amp;election</source>
        <translation>Auswahl e&amp;inpassen</translation>
    </message>
    <message>
        <source>Ctrl+2</source>
        <translation>Ctrl+2</translation>
    </message>
    <message>
        <source>&amp;Panels</source>
        <translation>&amp;Bereiche</translation>
    </message>
    <message>
        <source>&amp;Next pane</source>
        <translation>&amp;Nächster Bereich</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>&amp;Farben</translation>
    </message>
    <message>
        <source>As the &amp;system</source>
        <translation>Wie das &amp;System</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Hell</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Dunkel</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>S&amp;prache</translation>
    </message>
    <message>
        <source>The language changes when Bayplan is started again.</source>
        <translation>Die Sprache wechselt beim nächsten Start von Bayplan.</translation>
    </message>
    <message>
        <source>&amp;Insert</source>
        <translation>Ein&amp;fügen</translation>
    </message>
    <message>
        <source>&amp;Pod</source>
        <translation>&amp;Pod</translation>
    </message>
    <message>
        <source>&amp;Note</source>
        <translation>&amp;Notiz</translation>
    </message>
    <message>
        <source>&amp;Volume</source>
        <translation>&amp;Volume</translation>
    </message>
    <message>
        <source>&amp;Fault of the selected element</source>
        <translation>&amp;Störung des ausgewählten Elements</translation>
    </message>
    <message>
        <source>&amp;Expectation</source>
        <translation>&amp;Erwartung</translation>
    </message>
    <message>
        <source>Select the pod, container or link that the fault shall hit.</source>
        <translation>Erst den Pod, Container oder die Verbindung auswählen, die gestört werden soll.</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>&amp;Lauf</translation>
    </message>
    <message>
        <source>Ctrl+Shift+R</source>
        <translation>Ctrl+Shift+R</translation>
    </message>
    <message>
        <source>&amp;Deploy</source>
        <translation>Aus&amp;rollen</translation>
    </message>
    <message>
        <source>&amp;Deploy…</source>
        <translation>Aus&amp;rollen …</translation>
    </message>
    <message>
        <source>Ctrl+Shift+D</source>
        <translation>Ctrl+Shift+D</translation>
    </message>
    <message>
        <source>&amp;What would change</source>
        <translation>&amp;Was sich ändern würde</translation>
    </message>
    <message>
        <source>&amp;Take down</source>
        <translation>A&amp;bbauen</translation>
    </message>
    <message>
        <source>&amp;Look for the engine</source>
        <translation>Nach der Engine &amp;suchen</translation>
    </message>
    <message>
        <source>&amp;Tools</source>
        <translation>E&amp;xtras</translation>
    </message>
    <message>
        <source>&amp;Command palette…</source>
        <translation>&amp;Befehle …</translation>
    </message>
    <message>
        <source>Ctrl+K</source>
        <translation>Ctrl+K</translation>
    </message>
    <message>
        <source>&amp;Check the document</source>
        <translation>Dokument &amp;prüfen</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;Welcome page</source>
        <translation>&amp;Willkommensseite</translation>
    </message>
    <message>
        <source>&amp;Keys and gestures</source>
        <translation>&amp;Tasten und Gesten</translation>
    </message>
    <message>
        <source>Keys and gestures</source>
        <translation>Tasten und Gesten</translation>
    </message>
    <message>
        <source>&amp;About Bayplan</source>
        <translation>Ü&amp;ber Bayplan</translation>
    </message>
    <message>
        <source>About Bayplan</source>
        <translation>Über Bayplan</translation>
    </message>
    <message>
        <source>&lt;p&gt;&lt;b&gt;Bayplan %1&lt;/b&gt;&lt;/p&gt;&lt;p&gt;Draw a topology of containers, simulate it, deploy it, compare.&lt;/p&gt;&lt;p&gt;After B. Burns and D. Oppenheimer, &lt;i&gt;Design patterns for container-based distributed systems&lt;/i&gt;, HotCloud 2016.&lt;/p&gt;&lt;p&gt;GPL-3.0-or-later.&lt;/p&gt;</source>
        <translation>&lt;p&gt;&lt;b&gt;Bayplan %1&lt;/b&gt;&lt;/p&gt;&lt;p&gt;Eine Topologie aus Containern zeichnen, simulieren, ausrollen, vergleichen.&lt;/p&gt;&lt;p&gt;Nach B. Burns und D. Oppenheimer, &lt;i&gt;Design patterns for container-based distributed systems&lt;/i&gt;, HotCloud 2016.&lt;/p&gt;&lt;p&gt;GPL-3.0-or-later.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Workspace</source>
        <translation>Arbeitsbereich</translation>
    </message>
    <message>
        <source>Pasted Compose file</source>
        <translation>Eingefügte Compose-Datei</translation>
    </message>
    <message>
        <source>The clipboard holds neither elements of a drawing nor a Compose file.</source>
        <translation>Die Zwischenablage enthält weder Elemente einer Zeichnung noch eine Compose-Datei.</translation>
    </message>
    <message>
        <source>Panel: %1</source>
        <translation>Bereich: %1</translation>
    </message>
    <message>
        <source>Insert: %1</source>
        <translation>Einfügen: %1</translation>
    </message>
    <message>
        <source>not now</source>
        <translation>jetzt nicht</translation>
    </message>
    <message>
        <source>Type a command</source>
        <translation>Befehl eingeben</translation>
    </message>
    <message>
        <source>Pod</source>
        <translation>Pod</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>leer</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Add…</source>
        <translation>Hinzufügen …</translation>
    </message>
    <message>
        <source>Link to a new…</source>
        <translation>Mit etwas Neuem verbinden …</translation>
    </message>
    <message>
        <source>Add here…</source>
        <translation>Hier hinzufügen …</translation>
    </message>
    <message>
        <source>Add to this pod</source>
        <translation>In diesen Pod</translation>
    </message>
    <message>
        <source>Move to pod</source>
        <translation>In einen Pod verschieben</translation>
    </message>
    <message>
        <source>A pod of its own</source>
        <translation>Ein eigener Pod</translation>
    </message>
    <message>
        <source>Insert on this link</source>
        <translation>In diese Verbindung einfügen</translation>
    </message>
    <message>
        <source>Plan a fault</source>
        <translation>Störung planen</translation>
    </message>
    <message>
        <source>Kill</source>
        <translation>Töten</translation>
    </message>
    <message>
        <source>Restart</source>
        <translation>Neu starten</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Cut for 5 s</source>
        <translation>Für 5 s trennen</translation>
    </message>
    <message>
        <source>Bayplan</source>
        <translation>Bayplan</translation>
    </message>
    <message>
        <source>The document was opened; please note:</source>
        <translation>Das Dokument wurde geöffnet; bitte beachten:</translation>
    </message>
    <message>
        <source>Unsaved changes</source>
        <translation>Nicht gespeicherte Änderungen</translation>
    </message>
    <message>
        <source>Save the changes to “%1”?</source>
        <translation>Die Änderungen an „%1“ speichern?</translation>
    </message>
    <message>
        <source>They are lost otherwise.</source>
        <translation>Sonst gehen sie verloren.</translation>
    </message>
    <message>
        <source>“%1” cannot be opened.</source>
        <translation>„%1“ kann nicht geöffnet werden.</translation>
    </message>
    <message>
        <source>There is no example “%1”.</source>
        <translation>Es gibt kein Beispiel „%1“.</translation>
    </message>
    <message>
        <source>The examples are: %1.</source>
        <translation>Die Beispiele sind: %1.</translation>
    </message>
    <message>
        <source>The example cannot be opened.</source>
        <translation>Das Beispiel kann nicht geöffnet werden.</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Drawings and Compose files (*.bayplan.json *.json *.yaml *.yml);;All files (*)</source>
        <translation>Zeichnungen und Compose-Dateien (*.bayplan.json *.json *.yaml *.yml);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>“%1” was not saved. The old file is as it was.</source>
        <translation>„%1“ wurde nicht gespeichert. Die alte Datei ist unverändert.</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>%1 gespeichert</translation>
    </message>
    <message>
        <source>drawing</source>
        <translation>zeichnung</translation>
    </message>
    <message>
        <source>Save as</source>
        <translation>Speichern unter</translation>
    </message>
    <message>
        <source>Drawings (*.bayplan.json)</source>
        <translation>Zeichnungen (*.bayplan.json)</translation>
    </message>
    <message>
        <source>“%1” was not saved.</source>
        <translation>„%1“ wurde nicht gespeichert.</translation>
    </message>
    <message>
        <source>Import a Compose file</source>
        <translation>Compose-Datei importieren</translation>
    </message>
    <message>
        <source>Compose files (*.yaml *.yml);;All files (*)</source>
        <translation>Compose-Dateien (*.yaml *.yml);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>“%1” cannot be read.</source>
        <translation>„%1“ kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>“%1” cannot be imported.</source>
        <translation>„%1“ kann nicht importiert werden.</translation>
    </message>
    <message>
        <source>Imported %1</source>
        <translation>%1 importiert</translation>
    </message>
    <message>
        <source>%1: nothing was left out.</source>
        <translation>%1: Nichts wurde ausgelassen.</translation>
    </message>
    <message>
        <source>A drawing with errors cannot be exported.</source>
        <translation>Eine Zeichnung mit Fehlern kann nicht exportiert werden.</translation>
    </message>
    <message>
        <source>Drawing as picture</source>
        <translation>Zeichnung als Bild</translation>
    </message>
    <message>
        <source>Wrote %1</source>
        <translation>%1 geschrieben</translation>
    </message>
    <message>
        <source>%1 could not be written.</source>
        <translation>%1 konnte nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>Load from disk</source>
        <translation>Von der Platte laden</translation>
    </message>
    <message>
        <source>Keep mine</source>
        <translation>Meins behalten</translation>
    </message>
    <message>
        <source>The file on disk cannot be read.</source>
        <translation>Die Datei auf der Platte kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Später</translation>
    </message>
    <message>
        <source>The simulation did not end in time.</source>
        <translation>Die Simulation endete nicht rechtzeitig.</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>Logs</source>
        <translation>Protokolle</translation>
    </message>
    <message>
        <source>Drawing as &amp;picture (SVG, PNG, PDF)…</source>
        <translation>Zeichnung als &amp;Bild (SVG, PNG, PDF) …</translation>
    </message>
    <message>
        <source>&amp;What if…</source>
        <translation>&amp;Was wäre, wenn …</translation>
    </message>
    <message>
        <source>Ctrl+Shift+W</source>
        <translation>Ctrl+Shift+W</translation>
    </message>
    <message>
        <source>&amp;Tour of the window</source>
        <translation>&amp;Rundgang durch das Fenster</translation>
    </message>
    <message>
        <source>&amp;Arrange</source>
        <translation>A&amp;nordnen</translation>
    </message>
    <message>
        <source>Align &amp;left edges</source>
        <translation>&amp;Linke Kanten ausrichten</translation>
    </message>
    <message>
        <source>Ctrl+Shift+Left</source>
        <translation>Ctrl+Shift+Left</translation>
    </message>
    <message>
        <source>Align &amp;centres</source>
        <translation>Waagerecht &amp;zentrieren</translation>
    </message>
    <message>
        <source>Ctrl+Shift+C</source>
        <translation>Ctrl+Shift+C</translation>
    </message>
    <message>
        <source>Align &amp;right edges</source>
        <translation>&amp;Rechte Kanten ausrichten</translation>
    </message>
    <message>
        <source>Ctrl+Shift+Right</source>
        <translation>Ctrl+Shift+Right</translation>
    </message>
    <message>
        <source>Align &amp;top edges</source>
        <translation>&amp;Obere Kanten ausrichten</translation>
    </message>
    <message>
        <source>Ctrl+Shift+Up</source>
        <translation>Ctrl+Shift+Up</translation>
    </message>
    <message>
        <source>Align &amp;middles</source>
        <translation>Senkrecht z&amp;entrieren</translation>
    </message>
    <message>
        <source>Ctrl+Shift+M</source>
        <translation>Ctrl+Shift+M</translation>
    </message>
    <message>
        <source>Align &amp;bottom edges</source>
        <translation>&amp;Untere Kanten ausrichten</translation>
    </message>
    <message>
        <source>Ctrl+Shift+Down</source>
        <translation>Ctrl+Shift+Down</translation>
    </message>
    <message>
        <source>Distribute &amp;horizontally</source>
        <translation>&amp;Waagerecht verteilen</translation>
    </message>
    <message>
        <source>Ctrl+Shift+H</source>
        <translation>Ctrl+Shift+H</translation>
    </message>
    <message>
        <source>Distribute &amp;vertically</source>
        <translation>&amp;Senkrecht verteilen</translation>
    </message>
    <message>
        <source>Ctrl+Shift+V</source>
        <translation>Ctrl+Shift+V</translation>
    </message>
    <message>
        <source>&amp;Group</source>
        <translation>&amp;Gruppieren</translation>
    </message>
    <message>
        <source>Ctrl+G</source>
        <translation>Ctrl+G</translation>
    </message>
    <message>
        <source>&amp;Ungroup</source>
        <translation>Gruppierung au&amp;fheben</translation>
    </message>
    <message>
        <source>Ctrl+Shift+G</source>
        <translation>Ctrl+Shift+G</translation>
    </message>
    <message>
        <source>L&amp;ock or unlock</source>
        <translation>S&amp;perren oder entsperren</translation>
    </message>
    <message>
        <source>Ctrl+L</source>
        <translation>Ctrl+L</translation>
    </message>
    <message>
        <source>Link to…</source>
        <translation>Verbinden mit …</translation>
    </message>
    <message>
        <source>Link all matching…</source>
        <translation>Alle passenden verbinden …</translation>
    </message>
    <message>
        <source>Ctrl+Shift+L</source>
        <translation>Ctrl+Shift+L</translation>
    </message>
    <message>
        <source>Clone and connect</source>
        <translation>Klonen und verbinden</translation>
    </message>
    <message>
        <source>Clone to the &amp;left</source>
        <translation>Nach &amp;links klonen</translation>
    </message>
    <message>
        <source>Alt+Shift+Left</source>
        <translation>Alt+Shift+Left</translation>
    </message>
    <message>
        <source>Clone to the &amp;right</source>
        <translation>Nach &amp;rechts klonen</translation>
    </message>
    <message>
        <source>Alt+Shift+Right</source>
        <translation>Alt+Shift+Right</translation>
    </message>
    <message>
        <source>Clone &amp;upwards</source>
        <translation>Nach &amp;oben klonen</translation>
    </message>
    <message>
        <source>Alt+Shift+Up</source>
        <translation>Alt+Shift+Up</translation>
    </message>
    <message>
        <source>Clone &amp;downwards</source>
        <translation>Nach &amp;unten klonen</translation>
    </message>
    <message>
        <source>Alt+Shift+Down</source>
        <translation>Alt+Shift+Down</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>Grouped. F2 names it, a drag of its frame moves all.</source>
        <translation>Gruppiert. F2 benennt die Gruppe, Ziehen am Rahmen verschiebt alle.</translation>
    </message>
    <message numerus="yes">
        <source>%n link(s) left out: the other end takes one only.</source>
        <translation>
            <numerusform>%n Verbindung ausgelassen: Das andere Ende nimmt nur eine.</numerusform>
            <numerusform>%n Verbindungen ausgelassen: Das andere Ende nimmt nur eine.</numerusform>
        </translation>
    </message>
    <message>
        <source>There is nothing to link with yet.</source>
        <translation>Es gibt noch nichts zum Verbinden.</translation>
    </message>
    <message>
        <source>Link %1 to…</source>
        <translation>%1 verbinden mit …</translation>
    </message>
    <message>
        <source>Linked: %1</source>
        <translation>Verbunden: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n link(s) made.</source>
        <translation>
            <numerusform>%n Verbindung angelegt.</numerusform>
            <numerusform>%n Verbindungen angelegt.</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Collapse or expand the pod</source>
        <translation>Po&amp;d zu- oder aufklappen</translation>
    </message>
    <message>
        <source>Ctrl+E</source>
        <translation>Ctrl+E</translation>
    </message>
    <message>
        <source>Collapse all pods</source>
        <translation>Alle Pods zuklappen</translation>
    </message>
    <message>
        <source>Ctrl+Shift+E</source>
        <translation>Ctrl+Shift+E</translation>
    </message>
    <message>
        <source>Expand all pods</source>
        <translation>Alle Pods aufklappen</translation>
    </message>
    <message>
        <source>Ctrl+Alt+E</source>
        <translation>Ctrl+Alt+E</translation>
    </message>
    <message>
        <source>List the replicas of the pod</source>
        <translation>Replikate des Pods auflisten</translation>
    </message>
    <message>
        <source>Way of the link: curved or orthogonal</source>
        <translation>Verlauf der Verbindung: geschwungen oder rechtwinklig</translation>
    </message>
    <message>
        <source>What if</source>
        <translation>Was wäre, wenn</translation>
    </message>
    <message>
        <source>Kill for 5 s</source>
        <translation>Für 5 s töten</translation>
    </message>
    <message>
        <source>Open elsewhere</source>
        <translation>Anderswo geöffnet</translation>
    </message>
    <message>
        <source>“%1” is open in %2.</source>
        <translation>„%1“ ist anderswo geöffnet: %2.</translation>
    </message>
    <message>
        <source>Look at it without changing it, or work on a copy of your own.</source>
        <translation>Ansehen, ohne zu ändern, oder an einer eigenen Kopie arbeiten.</translation>
    </message>
    <message>
        <source>Look at it without changing it, or work on a copy of your own. If that program is no more, remove the file “%1”.</source>
        <translation>Ansehen, ohne zu ändern, oder an einer eigenen Kopie arbeiten. Wenn es jenes Programm nicht mehr gibt, die Datei „%1“ entfernen.</translation>
    </message>
    <message>
        <source>Open &amp;read-only</source>
        <translation>&amp;Schreibgeschützt öffnen</translation>
    </message>
    <message>
        <source>Open a &amp;copy</source>
        <translation>&amp;Kopie öffnen</translation>
    </message>
    <message>
        <source>This document is open in %1 and shown read-only.</source>
        <translation>Dieses Dokument ist anderswo geöffnet (%1) und hier schreibgeschützt.</translation>
    </message>
    <message>
        <source>A copy of %1: saving asks for its name.</source>
        <translation>Eine Kopie von %1: Beim Speichern wird nach ihrem Namen gefragt.</translation>
    </message>
    <message>
        <source>It is open in %1.</source>
        <translation>Es ist anderswo geöffnet: %1.</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>Einen anderen Namen wählen.</translation>
    </message>
    <message>
        <source>Selection as picture</source>
        <translation>Auswahl als Bild</translation>
    </message>
    <message>
        <source>SVG drawing (*.svg)</source>
        <translation>SVG-Zeichnung (*.svg)</translation>
    </message>
    <message>
        <source>PNG picture (*.png)</source>
        <translation>PNG-Bild (*.png)</translation>
    </message>
    <message>
        <source>PDF page (*.pdf)</source>
        <translation>PDF-Seite (*.pdf)</translation>
    </message>
    <message>
        <source>“%1” was not written.</source>
        <translation>„%1“ wurde nicht geschrieben.</translation>
    </message>
    <message>
        <source>Its ending names no kind of picture.</source>
        <translation>Die Endung nennt keine Art von Bild.</translation>
    </message>
    <message>
        <source>Give it .svg, .png or .pdf.</source>
        <translation>Als Endung .svg, .png oder .pdf angeben.</translation>
    </message>
    <message>
        <source>“%1” was changed by another program, and you have changes of your own. Loading can be undone; keeping yours replaces the other&apos;s at the next save.</source>
        <translation>„%1“ wurde von einem anderen Programm geändert, und es gibt eigene Änderungen. Das Laden lässt sich rückgängig machen; werden die eigenen behalten, ersetzt das nächste Speichern die fremden.</translation>
    </message>
    <message>
        <source>“%1” was changed by another program. Loading can be undone.</source>
        <translation>„%1“ wurde von einem anderen Programm geändert. Das Laden lässt sich rückgängig machen.</translation>
    </message>
    <message>
        <source>“%1” was deleted or renamed. What you see is in no file now.</source>
        <translation>„%1“ wurde gelöscht oder umbenannt. Was hier zu sehen ist, steht jetzt in keiner Datei.</translation>
    </message>
    <message>
        <source>Save again</source>
        <translation>Erneut speichern</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>Speichern unter …</translation>
    </message>
    <message>
        <source>%1 was added; undo takes it back.</source>
        <translation>%1 wurde hinzugefügt; „Rückgängig“ nimmt es zurück.</translation>
    </message>
    <message>
        <source>P&amp;attern</source>
        <translation>&amp;Muster</translation>
    </message>
    <message>
        <source>New &amp;window</source>
        <translation>Neues Fens&amp;ter</translation>
    </message>
    <message>
        <source>Ctrl+Shift+N</source>
        <translation>Ctrl+Shift+N</translation>
    </message>
    <message>
        <source>Open in a new win&amp;dow…</source>
        <translation>In neuem Fenste&amp;r öffnen …</translation>
    </message>
    <message>
        <source>Ctrl+Shift+O</source>
        <translation>Ctrl+Shift+O</translation>
    </message>
    <message>
        <source>&amp;Close this window</source>
        <translation>Dieses Fenster s&amp;chließen</translation>
    </message>
    <message>
        <source>&amp;Selection as picture…</source>
        <translation>&amp;Auswahl als Bild …</translation>
    </message>
    <message>
        <source>Select first what the picture shall show.</source>
        <translation>Erst auswählen, was das Bild zeigen soll.</translation>
    </message>
    <message>
        <source>&amp;Animations</source>
        <translation>Ani&amp;mationen</translation>
    </message>
    <message>
        <source>&amp;Off</source>
        <translation>&amp;Aus</translation>
    </message>
    <message>
        <source>Open in a new window</source>
        <translation>In neuem Fenster öffnen</translation>
    </message>
    <message>
        <source>The other drawings are offered again at the next start.</source>
        <translation>Die anderen Zeichnungen werden beim nächsten Start wieder angeboten.</translation>
    </message>
    <message>
        <source>“%1” cannot be restored.</source>
        <translation>„%1“ kann nicht wiederhergestellt werden.</translation>
    </message>
    <message>
        <source>“%1” is open in %2: this is a copy, and saving asks for its name.</source>
        <translation>„%1“ ist anderswo geöffnet (%2): Dies ist eine Kopie, und beim Speichern wird nach ihrem Namen gefragt.</translation>
    </message>
    <message>
        <source>Containers and patterns. Drag one onto the canvas, or press Enter on it. The filter above finds by name.</source>
        <translation>Container und Muster. Eines auf die Zeichenfläche ziehen oder darauf die Eingabetaste drücken. Der Filter darüber sucht nach Namen.</translation>
    </message>
    <message>
        <source>Canvas</source>
        <translation>Zeichenfläche</translation>
    </message>
    <message>
        <source>Your drawing: pods are frames, containers are cards. Drag from port to port to link them; a double-click adds at the cursor. Everything can be undone.</source>
        <translation>Die Zeichnung: Pods sind Rahmen, Container sind Karten. Von Anschluss zu Anschluss ziehen verbindet sie; ein Doppelklick fügt am Zeiger hinzu. Alles lässt sich rückgängig machen.</translation>
    </message>
    <message>
        <source>What is selected, with its values and what they mean. Problems and their fixes stand below.</source>
        <translation>Was ausgewählt ist, mit seinen Werten und ihrer Bedeutung. Probleme und ihre Behebung stehen darunter.</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>Space starts and pauses. The same drawing is simulated here or deployed: choose on the left.</source>
        <translation>Die Leertaste startet und hält an. Dieselbe Zeichnung wird hier simuliert oder ausgerollt: Links wird gewählt.</translation>
    </message>
    <message>
        <source>Views</source>
        <translation>Ansichten</translation>
    </message>
    <message>
        <source>While it runs: throughput and latency, elections, queues, events. Simulated is blue, deployed is orange.</source>
        <translation>Während des Laufs: Durchsatz und Latenz, Wahlen, Warteschlangen, Ereignisse. Simuliert ist blau, ausgerollt ist orange.</translation>
    </message>
    <message>
        <source>Looks for a container engine, shows what would change, and applies only that. Take down removes what is Bayplan&apos;s.</source>
        <translation>Sucht eine Container-Engine, zeigt, was sich ändern würde, und wendet nur das an. Abbauen entfernt, was von Bayplan ist.</translation>
    </message>
    <message>
        <source>Started %1</source>
        <translation>%1 gestartet</translation>
    </message>
    <message>
        <source>Stopped %1</source>
        <translation>%1 gestoppt</translation>
    </message>
    <message>
        <source>Restarted %1</source>
        <translation>%1 neu gestartet</translation>
    </message>
    <message>
        <source>Paused %1</source>
        <translation>%1 angehalten</translation>
    </message>
    <message>
        <source>Resumed %1</source>
        <translation>%1 fortgesetzt</translation>
    </message>
    <message>
        <source>Starting %1…</source>
        <translation>%1 wird gestartet …</translation>
    </message>
    <message>
        <source>Stopping %1…</source>
        <translation>%1 wird gestoppt …</translation>
    </message>
    <message>
        <source>Restarting %1…</source>
        <translation>%1 wird neu gestartet …</translation>
    </message>
    <message>
        <source>Pausing %1…</source>
        <translation>%1 wird angehalten …</translation>
    </message>
    <message>
        <source>Resuming %1…</source>
        <translation>%1 wird fortgesetzt …</translation>
    </message>
    <message>
        <source>Shell</source>
        <translation>Shell</translation>
    </message>
    <message>
        <source>Deployed</source>
        <translation>Ausgerollt</translation>
    </message>
    <message numerus="yes">
        <source>All %n replica(s)</source>
        <translation>
            <numerusform>%n Replikat</numerusform>
            <numerusform>Alle %n Replikate</numerusform>
        </translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stoppen</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>One replica more (%1)</source>
        <translation>Ein Replikat mehr (%1)</translation>
    </message>
    <message>
        <source>One replica less (%1)</source>
        <translation>Ein Replikat weniger (%1)</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1 in %2 s.</source>
        <translation>%1 in %2 s.</translation>
    </message>
    <message>
        <source>Sequence</source>
        <translation>Sequenz</translation>
    </message>
    <message>
        <source>Calibrate</source>
        <translation>Kalibrieren</translation>
    </message>
    <message>
        <source>Drawings, Compose files and runs (*.bayplan.json *.json *.yaml *.yml *.bayrun);;All files (*)</source>
        <translation>Zeichnungen, Compose-Dateien und Läufe (*.bayplan.json *.json *.yaml *.yml *.bayrun);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>Paused: %1</source>
        <translation>Angehalten: %1</translation>
    </message>
    <message>
        <source>The deployment has come to %1. It cannot be paused and runs on.</source>
        <translation>Das Rollout hat %1 erreicht. Es kann nicht angehalten werden und läuft weiter.</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>Go &amp;back over the run</source>
        <translation>Im Lauf &amp;zurückgehen</translation>
    </message>
    <message>
        <source>Ctrl+T</source>
        <translation>Ctrl+T</translation>
    </message>
    <message>
        <source>Show what is &amp;now</source>
        <translation>&amp;Jetzt zeigen</translation>
    </message>
    <message>
        <source>Ctrl+Shift+T</source>
        <translation>Ctrl+Shift+T</translation>
    </message>
    <message>
        <source>Take &amp;another path from here</source>
        <translation>&amp;Anderen Weg ab hier nehmen</translation>
    </message>
    <message>
        <source>&amp;Save run…</source>
        <translation>Lauf &amp;speichern …</translation>
    </message>
    <message>
        <source>&amp;Open run…</source>
        <translation>Lauf ö&amp;ffnen …</translation>
    </message>
    <message>
        <source>Select the container, pod or link whose next event you want to see.</source>
        <translation>Den Container, Pod oder die Verbindung auswählen, deren nächstes Ereignis zu sehen sein soll.</translation>
    </message>
    <message>
        <source>Save run</source>
        <translation>Lauf speichern</translation>
    </message>
    <message>
        <source>Runs (*.bayrun)</source>
        <translation>Läufe (*.bayrun)</translation>
    </message>
    <message>
        <source>Saving %1…</source>
        <translation>%1 wird gespeichert …</translation>
    </message>
    <message>
        <source>Saving %1… %2 %</source>
        <translation>%1 wird gespeichert … %2 %</translation>
    </message>
    <message>
        <source>%1 was not saved. %2</source>
        <translation>%1 wurde nicht gespeichert. %2</translation>
    </message>
    <message>
        <source>Open run</source>
        <translation>Lauf öffnen</translation>
    </message>
    <message>
        <source>Runs (*.bayrun);;All files (*)</source>
        <translation>Läufe (*.bayrun);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Reading %1…</source>
        <translation>%1 wird gelesen …</translation>
    </message>
    <message>
        <source>“%1” cannot be opened. %2</source>
        <translation>„%1“ kann nicht geöffnet werden. %2</translation>
    </message>
    <message>
        <source>“%1”: %2</source>
        <translation>„%1“: %2</translation>
    </message>
    <message numerus="yes">
        <source>%n pod(s)</source>
        <translation>
            <numerusform>%n Pod</numerusform>
            <numerusform>%n Pods</numerusform>
        </translation>
    </message>
    <message>
        <source>Scenario</source>
        <translation>Szenario</translation>
    </message>
    <message>
        <source>&amp;Traffic on links</source>
        <translation>Ve&amp;rkehr auf Verbindungen</translation>
    </message>
    <message>
        <source>Ctrl+Alt+R</source>
        <translation>Ctrl+Alt+R</translation>
    </message>
    <message>
        <source>Legend of the traffic</source>
        <translation>Legende des Verkehrs</translation>
    </message>
    <message>
        <source>&amp;Cut off with a lasso…</source>
        <translation>Mit dem Lasso ab&amp;trennen …</translation>
    </message>
    <message>
        <source>Ctrl+Alt+P</source>
        <translation>Ctrl+Alt+P</translation>
    </message>
    <message>
        <source>Draw a line around what is to be cut off from the rest. Escape gives up.</source>
        <translation>Eine Linie um das ziehen, was vom Rest abgetrennt werden soll. Esc bricht ab.</translation>
    </message>
    <message>
        <source>&amp;Heal all faults</source>
        <translation>Alle Störungen &amp;beheben</translation>
    </message>
    <message>
        <source>Ctrl+Alt+H</source>
        <translation>Ctrl+Alt+H</translation>
    </message>
    <message>
        <source>Take what was done &amp;by hand into the scenario</source>
        <translation>Von &amp;Hand Getanes ins Szenario übernehmen</translation>
    </message>
    <message>
        <source>Sce&amp;nario</source>
        <translation>Sze&amp;nario</translation>
    </message>
    <message>
        <source>Ctrl+Alt+O</source>
        <translation>Ctrl+Alt+O</translation>
    </message>
    <message>
        <source>Show the scenario</source>
        <translation>Szenario zeigen</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Break it</source>
        <translation>Stören</translation>
    </message>
    <message>
        <source>Break it in a run</source>
        <translation>In einem Lauf stören</translation>
    </message>
    <message>
        <source>%1…</source>
        <translation>%1 …</translation>
    </message>
    <message>
        <source>Heal: %1</source>
        <translation>Beheben: %1</translation>
    </message>
    <message>
        <source>There is no container within the line.</source>
        <translation>Innerhalb der Linie ist kein Container.</translation>
    </message>
    <message>
        <source>All containers are within the line: leave out those that they are cut off from.</source>
        <translation>Alle Container sind innerhalb der Linie: die auslassen, von denen sie abgetrennt werden.</translation>
    </message>
    <message>
        <source>Partition</source>
        <translation>Trennung</translation>
    </message>
    <message>
        <source>Cut off: %1</source>
        <translation>Abgetrennt: %1</translation>
    </message>
    <message>
        <source>From all others. Both ways, only what comes in, or only what goes out.</source>
        <translation>Von allen anderen. In beide Richtungen, nur was hereinkommt, oder nur was hinausgeht.</translation>
    </message>
    <message>
        <source>Partition: %1</source>
        <translation>Trennung: %1</translation>
    </message>
    <message>
        <source>Ring</source>
        <translation>Ring</translation>
    </message>
    <message>
        <source>Scatter</source>
        <translation>Streuen</translation>
    </message>
    <message>
        <source>Lifecycle</source>
        <translation>Lebenslauf</translation>
    </message>
    <message>
        <source>Line %1: %2</source>
        <translation>Zeile %1: %2</translation>
    </message>
    <message>
        <source>It was written by a newer Bayplan.</source>
        <translation>Es wurde von einem neueren Bayplan geschrieben.</translation>
    </message>
    <message>
        <source>Update this one to paste it.</source>
        <translation>Dieses muss aktualisiert werden, um es einzufügen.</translation>
    </message>
    <message>
        <source>Nothing was pasted. %1</source>
        <translation>Nichts wurde eingefügt. %1</translation>
    </message>
    <message>
        <source>there is no drawing open</source>
        <translation>es ist keine Zeichnung offen</translation>
    </message>
    <message>
        <source>Nothing was saved: “%1” was changed by another program, and saving would replace what it wrote. Loading can be undone.</source>
        <translation>Nichts wurde gespeichert: „%1“ wurde von einem anderen Programm geändert, und Speichern würde ersetzen, was es geschrieben hat. Laden lässt sich rückgängig machen.</translation>
    </message>
    <message>
        <source>Replace it</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <source>&lt;table cellspacing=6&gt;&lt;tr&gt;&lt;td&gt;&lt;b&gt;Double-click, Tab&lt;/b&gt;&lt;/td&gt;&lt;td&gt;add at the cursor&lt;/td&gt;&lt;/tr&gt;&lt;tr&gt;&lt;td&gt;&lt;b&gt;Drag from a port&lt;/b&gt;&lt;/td&gt;&lt;td&gt;link; over nothing: a menu of what fits&lt;/td&gt;&lt;/tr&gt;&lt;tr&gt;&lt;td&gt;&lt;b&gt;Drag an end of the selected link&lt;/b&gt;&lt;/td&gt;&lt;td&gt;to another port&lt;/td&gt;&lt;/tr&gt;&lt;tr&gt;&lt;td&gt;&lt;b&gt;Shift+drag a container&lt;/b&gt;&lt;/td&gt;&lt;td&gt;between other cards, to another pod, or one of its own&lt;/td&gt;&lt;/tr&gt;&lt;tr&gt;&lt;td&gt;&lt;b&gt;Shift+Up, Shift+Down&lt;/b&gt;&lt;/td&gt;&lt;td&gt;move a container’s card in its pod&lt;/td&gt;&lt;/tr&gt;&lt;tr&gt;&lt;td&gt;&lt;b&gt;Alt while dragging&lt;/b&gt;&lt;/td&gt;&lt;td&gt;off the grid and the guides&lt;/td&gt;&lt;/tr&gt;&lt;tr&gt;&lt;td&gt;&lt;b&gt;L, Ctrl+Shift+L&lt;/b&gt;&lt;/td&gt;&lt;td&gt;link to…, link all whose name matches&lt;/td&gt;&lt;/tr&gt;&lt;tr&gt;&lt;td&gt;&lt;b&gt;Arrows, Ctrl+arrows&lt;/b&gt;&lt;/td&gt;&lt;td&gt;select the nearest, move&lt;/td&gt;&lt;/tr&gt;&lt;tr&gt;&lt;td&gt;&lt;b&gt;Alt+Up, Alt+Down&lt;/b&gt;&lt;/td&gt;&lt;td&gt;from a container to its pod and group, and back&lt;/td&gt;&lt;/tr&gt;&lt;tr&gt;&lt;td&gt;&lt;b&gt;Alt+Shift+arrows&lt;/b&gt;&lt;/td&gt;&lt;td&gt;clone to that side, with the same links&lt;/td&gt;&lt;/tr&gt;&lt;tr&gt;&lt;td&gt;&lt;b&gt;Ctrl+Shift+arrows&lt;/b&gt;&lt;/td&gt;&lt;td&gt;align to that side&lt;/td&gt;&lt;/tr&gt;&lt;tr&gt;&lt;td&gt;&lt;b&gt;Ctrl+G, Ctrl+Shift+G&lt;/b&gt;&lt;/td&gt;&lt;td&gt;group, ungroup&lt;/td&gt;&lt;/tr&gt;&lt;tr&gt;&lt;td&gt;&lt;b&gt;Ctrl+L&lt;/b&gt;&lt;/td&gt;&lt;td&gt;lock a pod in its place, unlock&lt;/td&gt;&lt;/tr&gt;&lt;tr&gt;&lt;td&gt;&lt;b&gt;Double-click a note&lt;/b&gt;&lt;/td&gt;&lt;td&gt;edit its text; Ctrl+Enter takes it&lt;/td&gt;&lt;/tr&gt;&lt;tr&gt;&lt;td&gt;&lt;b&gt;Drag a note’s corner, Shift+arrows&lt;/b&gt;&lt;/td&gt;&lt;td&gt;its size; a double-click: as its text needs&lt;/td&gt;&lt;/tr&gt;&lt;tr&gt;&lt;td&gt;&lt;b&gt;Ctrl+wheel, Space+drag&lt;/b&gt;&lt;/td&gt;&lt;td&gt;zoom, pan&lt;/td&gt;&lt;/tr&gt;&lt;tr&gt;&lt;td&gt;&lt;b&gt;Ctrl+0, Ctrl+1, Ctrl+2&lt;/b&gt;&lt;/td&gt;&lt;td&gt;fit, 100 %, selection&lt;/td&gt;&lt;/tr&gt;&lt;tr&gt;&lt;td&gt;&lt;b&gt;Space, F10, F8, F9&lt;/b&gt;&lt;/td&gt;&lt;td&gt;run and pause, step, fast, express&lt;/td&gt;&lt;/tr&gt;&lt;tr&gt;&lt;td&gt;&lt;b&gt;F11, Ctrl+T&lt;/b&gt;&lt;/td&gt;&lt;td&gt;run until…, go back over the run&lt;/td&gt;&lt;/tr&gt;&lt;tr&gt;&lt;td&gt;&lt;b&gt;Ctrl+K, Ctrl+F&lt;/b&gt;&lt;/td&gt;&lt;td&gt;commands, find&lt;/td&gt;&lt;/tr&gt;&lt;tr&gt;&lt;td&gt;&lt;b&gt;F2, F6&lt;/b&gt;&lt;/td&gt;&lt;td&gt;rename, next pane&lt;/td&gt;&lt;/tr&gt;&lt;/table&gt;</source>
        <translation>&lt;table cellspacing=6&gt;&lt;tr&gt;&lt;td&gt;&lt;b&gt;Doppelklick, Tab&lt;/b&gt;&lt;/td&gt;&lt;td&gt;am Zeiger hinzufügen&lt;/td&gt;&lt;/tr&gt;&lt;tr&gt;&lt;td&gt;&lt;b&gt;Von einem Anschluss ziehen&lt;/b&gt;&lt;/td&gt;&lt;td&gt;verbinden; über leerer Fläche: was passt&lt;/td&gt;&lt;/tr&gt;&lt;tr&gt;&lt;td&gt;&lt;b&gt;Ein Ende der ausgewählten Verbindung ziehen&lt;/b&gt;&lt;/td&gt;&lt;td&gt;an einen anderen Anschluss&lt;/td&gt;&lt;/tr&gt;&lt;tr&gt;&lt;td&gt;&lt;b&gt;Umschalt+Ziehen eines Containers&lt;/b&gt;&lt;/td&gt;&lt;td&gt;zwischen andere Karten, in einen anderen oder einen eigenen Pod&lt;/td&gt;&lt;/tr&gt;&lt;tr&gt;&lt;td&gt;&lt;b&gt;Umschalt+Oben, Umschalt+Unten&lt;/b&gt;&lt;/td&gt;&lt;td&gt;die Karte eines Containers in ihrem Pod rücken&lt;/td&gt;&lt;/tr&gt;&lt;tr&gt;&lt;td&gt;&lt;b&gt;Alt beim Ziehen&lt;/b&gt;&lt;/td&gt;&lt;td&gt;neben dem Raster und den Hilfslinien&lt;/td&gt;&lt;/tr&gt;&lt;tr&gt;&lt;td&gt;&lt;b&gt;L, Strg+Umschalt+L&lt;/b&gt;&lt;/td&gt;&lt;td&gt;verbinden mit …, alle verbinden, deren Name passt&lt;/td&gt;&lt;/tr&gt;&lt;tr&gt;&lt;td&gt;&lt;b&gt;Pfeile, Strg+Pfeile&lt;/b&gt;&lt;/td&gt;&lt;td&gt;nächstes auswählen, verschieben&lt;/td&gt;&lt;/tr&gt;&lt;tr&gt;&lt;td&gt;&lt;b&gt;Alt+Oben, Alt+Unten&lt;/b&gt;&lt;/td&gt;&lt;td&gt;vom Container zu seinem Pod und dessen Gruppe, und zurück&lt;/td&gt;&lt;/tr&gt;&lt;tr&gt;&lt;td&gt;&lt;b&gt;Alt+Umschalt+Pfeile&lt;/b&gt;&lt;/td&gt;&lt;td&gt;nach dieser Seite klonen, mit denselben Verbindungen&lt;/td&gt;&lt;/tr&gt;&lt;tr&gt;&lt;td&gt;&lt;b&gt;Strg+Umschalt+Pfeile&lt;/b&gt;&lt;/td&gt;&lt;td&gt;an dieser Seite ausrichten&lt;/td&gt;&lt;/tr&gt;&lt;tr&gt;&lt;td&gt;&lt;b&gt;Strg+G, Strg+Umschalt+G&lt;/b&gt;&lt;/td&gt;&lt;td&gt;gruppieren, Gruppierung aufheben&lt;/td&gt;&lt;/tr&gt;&lt;tr&gt;&lt;td&gt;&lt;b&gt;Strg+L&lt;/b&gt;&lt;/td&gt;&lt;td&gt;einen Pod an seinem Platz sperren, entsperren&lt;/td&gt;&lt;/tr&gt;&lt;tr&gt;&lt;td&gt;&lt;b&gt;Doppelklick auf eine Notiz&lt;/b&gt;&lt;/td&gt;&lt;td&gt;ihren Text bearbeiten; Strg+Eingabe übernimmt ihn&lt;/td&gt;&lt;/tr&gt;&lt;tr&gt;&lt;td&gt;&lt;b&gt;Ziehen an der Ecke einer Notiz, Umschalt+Pfeile&lt;/b&gt;&lt;/td&gt;&lt;td&gt;ihre Größe; ein Doppelklick: wie der Text sie braucht&lt;/td&gt;&lt;/tr&gt;&lt;tr&gt;&lt;td&gt;&lt;b&gt;Strg+Rad, Leertaste+Ziehen&lt;/b&gt;&lt;/td&gt;&lt;td&gt;Zoom, Schwenken&lt;/td&gt;&lt;/tr&gt;&lt;tr&gt;&lt;td&gt;&lt;b&gt;Strg+0, Strg+1, Strg+2&lt;/b&gt;&lt;/td&gt;&lt;td&gt;einpassen, 100 %, Auswahl&lt;/td&gt;&lt;/tr&gt;&lt;tr&gt;&lt;td&gt;&lt;b&gt;Leertaste, F10, F8, F9&lt;/b&gt;&lt;/td&gt;&lt;td&gt;Lauf und Pause, Schritt, schnell, Express&lt;/td&gt;&lt;/tr&gt;&lt;tr&gt;&lt;td&gt;&lt;b&gt;F11, Strg+T&lt;/b&gt;&lt;/td&gt;&lt;td&gt;laufen bis …, durch den Lauf zurückgehen&lt;/td&gt;&lt;/tr&gt;&lt;tr&gt;&lt;td&gt;&lt;b&gt;Strg+K, Strg+F&lt;/b&gt;&lt;/td&gt;&lt;td&gt;Befehle, Suche&lt;/td&gt;&lt;/tr&gt;&lt;tr&gt;&lt;td&gt;&lt;b&gt;F2, F6&lt;/b&gt;&lt;/td&gt;&lt;td&gt;umbenennen, nächster Bereich&lt;/td&gt;&lt;/tr&gt;&lt;/table&gt;</translation>
    </message>
    <message>
        <source>Move the card up in its pod</source>
        <translation>Die Karte in ihrem Pod nach oben rücken</translation>
    </message>
    <message>
        <source>Shift+Up</source>
        <translation>Shift+Up</translation>
    </message>
    <message>
        <source>Move the card down in its pod</source>
        <translation>Die Karte in ihrem Pod nach unten rücken</translation>
    </message>
    <message>
        <source>Shift+Down</source>
        <translation>Shift+Down</translation>
    </message>
    <message>
        <source>a link goes along with the containers at its two ends: select them too</source>
        <translation>eine Verbindung geht mit den Containern an ihren beiden Enden: diese mit auswählen</translation>
    </message>
    <message>
        <source>%1-selection</source>
        <translation>%1-Auswahl</translation>
    </message>
    <message>
        <source>Replace “%1”?</source>
        <translation>„%1“ ersetzen?</translation>
    </message>
    <message>
        <source>A file of this name is there already.</source>
        <translation>Eine Datei dieses Namens gibt es schon.</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <source>Open it read-only, or update this one to work on a copy.</source>
        <translation>Schreibgeschützt öffnen, oder dieses Programm aktualisieren, um an einer Kopie zu arbeiten.</translation>
    </message>
    <message>
        <source>Saved %1, from its change at %2 on</source>
        <translation>%1 gespeichert, ab der Änderung bei %2</translation>
    </message>
    <message>
        <source>autosaved now</source>
        <translation>eben gesichert</translation>
    </message>
    <message>
        <source>autosaved %1 s ago</source>
        <translation>vor %1 s gesichert</translation>
    </message>
    <message>
        <source>autosaved %1 min ago</source>
        <translation>vor %1 min gesichert</translation>
    </message>
    <message>
        <source>autosaved %1 h ago</source>
        <translation>vor %1 h gesichert</translation>
    </message>
    <message>
        <source>not autosaved: no space left</source>
        <translation>nicht gesichert: kein Platz</translation>
    </message>
    <message>
        <source>not autosaved</source>
        <translation>nicht gesichert</translation>
    </message>
    <message>
        <source>Not saved yet. A copy of your changes is offered at the next start if this one ends badly.</source>
        <translation>Noch nicht gespeichert. Endet das Programm unerwartet, wird beim nächsten Start eine Kopie der Änderungen angeboten.</translation>
    </message>
    <message>
        <source>Your changes are not autosaved, and a crash would lose them: save the document, elsewhere if need be. %1</source>
        <translation>Die Änderungen werden nicht gesichert und gingen bei einem Absturz verloren: das Dokument speichern, notfalls anderswo. %1</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>“%1” was not opened: there is one window only.</source>
        <translation>„%1“ wurde nicht geöffnet: es gibt nur ein Fenster.</translation>
    </message>
</context>
<context>
    <name>bayplan::ManifestPreview</name>
    <message>
        <source>Export as %1</source>
        <translation>Als %1 exportieren</translation>
    </message>
    <message>
        <source>Manifest</source>
        <translation>Manifest</translation>
    </message>
    <message>
        <source>The format expresses the whole drawing.</source>
        <translation>Das Format drückt die ganze Zeichnung aus.</translation>
    </message>
    <message numerus="yes">
        <source>What the format cannot express (%n):</source>
        <translation>
            <numerusform>Was das Format nicht ausdrücken kann (%n):</numerusform>
            <numerusform>Was das Format nicht ausdrücken kann (%n):</numerusform>
        </translation>
    </message>
    <message>
        <source>Write to a file…</source>
        <translation>In eine Datei schreiben …</translation>
    </message>
    <message>
        <source>YAML files (*.yaml *.yml)</source>
        <translation>YAML-Dateien (*.yaml *.yml)</translation>
    </message>
    <message>
        <source>“%1” was the same already.</source>
        <translation>„%1“ war schon genau so.</translation>
    </message>
    <message>
        <source>Wrote %1</source>
        <translation>%1 geschrieben</translation>
    </message>
    <message>
        <source>Nothing was written.</source>
        <translation>Nichts wurde geschrieben.</translation>
    </message>
</context>
<context>
    <name>bayplan::MetricsView</name>
    <message>
        <source>Metrics</source>
        <translation>Messwerte</translation>
    </message>
    <message>
        <source>Throughput</source>
        <translation>Durchsatz</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>Latenz</translation>
    </message>
    <message>
        <source>Queue depth</source>
        <translation>Länge der Warteschlange</translation>
    </message>
    <message>
        <source>Utilisation</source>
        <translation>Auslastung</translation>
    </message>
    <message>
        <source>Copy the figures of all charts as CSV</source>
        <translation>Die Werte aller Diagramme als CSV kopieren</translation>
    </message>
    <message>
        <source>Copy as CSV</source>
        <translation>Als CSV kopieren</translation>
    </message>
    <message>
        <source>No run yet</source>
        <translation>Noch kein Lauf</translation>
    </message>
    <message>
        <source>Whole system  (%1)</source>
        <translation>Ganzes System  (%1)</translation>
    </message>
    <message>
        <source>Selected: %1  (%2)</source>
        <translation>Ausgewählt: %1  (%2)</translation>
    </message>
    <message>
        <source>No figures of this kind</source>
        <translation>Keine Messwerte dieser Art</translation>
    </message>
    <message>
        <source>No figures yet</source>
        <translation>Noch keine Messwerte</translation>
    </message>
    <message>
        <source>Press Space to simulate the drawing</source>
        <translation>Die Leertaste simuliert die Zeichnung</translation>
    </message>
    <message>
        <source>Press Deploy to start the drawing&apos;s containers</source>
        <translation>„Ausrollen“ startet die Container der Zeichnung</translation>
    </message>
    <message>
        <source>With deployed</source>
        <translation>Mit Rollout</translation>
    </message>
    <message>
        <source>With simulated</source>
        <translation>Mit Simulation</translation>
    </message>
    <message>
        <source>Draws the last run of the other engine over this one</source>
        <translation>Zeichnet den letzten Lauf der anderen Art darüber</translation>
    </message>
    <message>
        <source>done</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>all</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>%1 p99</source>
        <translation>%1 p99</translation>
    </message>
    <message>
        <source>mean</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>simulated</source>
        <translation>simuliert</translation>
    </message>
    <message>
        <source>deployed</source>
        <translation>ausgerollt</translation>
    </message>
    <message>
        <source>PNG pictures (*.png)</source>
        <translation>PNG-Bilder (*.png)</translation>
    </message>
    <message>
        <source>Run %1</source>
        <translation>Lauf %1</translation>
    </message>
    <message>
        <source>band: from the least to the greatest replica</source>
        <translation>Band: vom kleinsten bis zum größten Replikat</translation>
    </message>
    <message>
        <source>band: the mean is %1 ± %2, 99 % by batch means</source>
        <translation>Band: Das Mittel ist %1 ± %2, 99 % nach Batch-Means</translation>
    </message>
    <message>
        <source>Services</source>
        <translation>Dienste</translation>
    </message>
    <message>
        <source>Load</source>
        <translation>Last</translation>
    </message>
    <message>
        <source>Ambassadors</source>
        <translation>Botschafter</translation>
    </message>
    <message>
        <source>Scatter roots</source>
        <translation>Wurzeln (Streuen)</translation>
    </message>
    <message>
        <source>Content syncs</source>
        <translation>Inhaltsabgleiche</translation>
    </message>
    <message>
        <source>Adapters</source>
        <translation>Adapter</translation>
    </message>
    <message>
        <source>Log savers</source>
        <translation>Protokollsicherungen</translation>
    </message>
    <message>
        <source>Electors</source>
        <translation>Wahlhelfer</translation>
    </message>
    <message>
        <source>Work queues</source>
        <translation>Arbeitswarteschlangen</translation>
    </message>
    <message>
        <source>Workers</source>
        <translation>Arbeiter</translation>
    </message>
    <message>
        <source>Other containers</source>
        <translation>Andere Container</translation>
    </message>
    <message>
        <source>Whole system</source>
        <translation>Ganzes System</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Figures of</source>
        <translation>Messwerte von</translation>
    </message>
    <message>
        <source>Whose figures are shown. Of a pod: what its busiest container does; of a pattern: what all its containers do. Latencies of several are the worst of them.</source>
        <translation>Wessen Messwerte gezeigt werden. Von einem Pod: was sein am stärksten belasteter Container tut; von einem Muster: was alle seine Container tun. Latenzen mehrerer sind die schlechtesten von ihnen.</translation>
    </message>
    <message>
        <source>Selection</source>
        <translation>Auswahl</translation>
    </message>
    <message>
        <source>By pod</source>
        <translation>Nach Pod</translation>
    </message>
    <message>
        <source>By link</source>
        <translation>Nach Verbindung</translation>
    </message>
    <message>
        <source>By pattern</source>
        <translation>Nach Muster</translation>
    </message>
    <message>
        <source>Bands</source>
        <translation>Bänder</translation>
    </message>
    <message>
        <source>How far a value may be off: of a mean by batch means, or from the least to the greatest replica; each chart says which</source>
        <translation>Wie weit ein Wert danebenliegen kann: bei einem Mittel nach Batch-Means, oder vom kleinsten bis zum größten Replikat; jedes Diagramm sagt, was davon</translation>
    </message>
    <message>
        <source>Nothing of this kind in %1</source>
        <translation>Nichts dieser Art in %1</translation>
    </message>
    <message>
        <source>The %1 busiest of %2  (%3)</source>
        <translation>Die %1 am stärksten belasteten von %2  (%3)</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Not in this run, or no figures yet</source>
        <translation>Nicht in diesem Lauf, oder noch keine Messwerte</translation>
    </message>
    <message>
        <source>SVG pictures (*.svg)</source>
        <translation>SVG-Bilder (*.svg)</translation>
    </message>
    <message>
        <source>%1 could not be written. Is there room, and may the folder be written to?</source>
        <translation>%1 konnte nicht geschrieben werden. Ist Platz, und darf in den Ordner geschrieben werden?</translation>
    </message>
    <message>
        <source>Save the charts as a picture (PNG, SVG) or their figures (CSV)</source>
        <translation>Die Diagramme als Bild (PNG, SVG) oder ihre Werte (CSV) speichern</translation>
    </message>
    <message>
        <source>Save the charts</source>
        <translation>Diagramme speichern</translation>
    </message>
    <message>
        <source>Links have none; containers and pods do</source>
        <translation>Verbindungen haben keine; Container und Pods schon</translation>
    </message>
    <message>
        <source>Figures (*.csv)</source>
        <translation>Werte (*.csv)</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>a pod or link, and of which run</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>mean %1 ± %2 (99 %)</source>
        <translation>Mittel %1 ± %2 (99 %)</translation>
    </message>
</context>
<context>
    <name>bayplan::NoticeBar</name>
    <message>
        <source>Notice</source>
        <translation>Hinweis</translation>
    </message>
</context>
<context>
    <name>bayplan::OutlinePanel</name>
    <message>
        <source>Outline</source>
        <translation>Gliederung</translation>
    </message>
    <message>
        <source>%1 → %2</source>
        <translation>%1 → %2</translation>
    </message>
    <message>
        <source>Volumes</source>
        <translation>Volumes</translation>
    </message>
    <message>
        <source>Faults</source>
        <translation>Störungen</translation>
    </message>
    <message>
        <source>Expectations</source>
        <translation>Erwartungen</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notizen</translation>
    </message>
    <message>
        <source>This document is read-only.</source>
        <translation>Dieses Dokument ist schreibgeschützt.</translation>
    </message>
    <message>
        <source>Select the pod that the new container shall be in.</source>
        <translation>Den Pod auswählen, in den der neue Container soll.</translation>
    </message>
    <message>
        <source>Add to %1…</source>
        <translation>Zu %1 hinzufügen …</translation>
    </message>
    <message>
        <source>is there already</source>
        <translation>ist schon dort</translation>
    </message>
    <message>
        <source>A pod of its own</source>
        <translation>Ein eigener Pod</translation>
    </message>
    <message>
        <source>Move to…</source>
        <translation>Verschieben nach …</translation>
    </message>
    <message>
        <source>Link with…</source>
        <translation>Verbinden mit …</translation>
    </message>
    <message>
        <source>&amp;Add a container…</source>
        <translation>Container &amp;hinzufügen …</translation>
    </message>
    <message>
        <source>&amp;Link…</source>
        <translation>&amp;Verbinden …</translation>
    </message>
    <message>
        <source>&amp;Move to…</source>
        <translation>Ver&amp;schieben …</translation>
    </message>
    <message>
        <source>&amp;Rename</source>
        <translation>&amp;Umbenennen</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Löschen</translation>
    </message>
    <message>
        <source>%1 ← %2</source>
        <translation>%1 ← %2</translation>
    </message>
    <message>
        <source>The port %1 is not linked.</source>
        <translation>Der Anschluss %1 ist nicht verbunden.</translation>
    </message>
    <message>
        <source>does not fit</source>
        <translation>passt nicht</translation>
    </message>
</context>
<context>
    <name>bayplan::PalettePanel</name>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Filter the palette</source>
        <translation>Palette filtern</translation>
    </message>
    <message>
        <source>Containers</source>
        <translation>Container</translation>
    </message>
    <message>
        <source>Patterns</source>
        <translation>Muster</translation>
    </message>
    <message>
        <source>Drawing</source>
        <translation>Zeichnung</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>A text on the canvas; Markdown is understood.</source>
        <translation>Ein Text auf der Zeichenfläche; Markdown wird verstanden.</translation>
    </message>
    <message>
        <source>Parts of patterns</source>
        <translation>Teile von Mustern</translation>
    </message>
    <message>
        <source>Templates</source>
        <translation>Vorlagen</translation>
    </message>
    <message>
        <source>Create with settings…</source>
        <translation>Mit Einstellungen anlegen …</translation>
    </message>
    <message>
        <source>Create with the defaults</source>
        <translation>Mit den Vorgaben anlegen</translation>
    </message>
    <message>
        <source>Open as a new drawing</source>
        <translation>Als neue Zeichnung öffnen</translation>
    </message>
    <message>
        <source>Add to the drawing</source>
        <translation>Zur Zeichnung hinzufügen</translation>
    </message>
</context>
<context>
    <name>bayplan::PaletteTree</name>
    <message>
        <source>Palette</source>
        <translation>Palette</translation>
    </message>
</context>
<context>
    <name>bayplan::ParamField</name>
    <message>
        <source>Back to the default: %1</source>
        <translation>Zurück zur Vorgabe: %1</translation>
    </message>
    <message>
        <source>Reset %1</source>
        <translation>%1 zurücksetzen</translation>
    </message>
</context>
<context>
    <name>bayplan::PatternWizard</name>
    <message>
        <source>Create</source>
        <translation>Anlegen</translation>
    </message>
    <message>
        <source>Pattern: %1</source>
        <translation>Muster: %1</translation>
    </message>
    <message>
        <source>No pattern is chosen.</source>
        <translation>Kein Muster ist gewählt.</translation>
    </message>
    <message>
        <source>This document is shown read-only.</source>
        <translation>Dieses Dokument ist schreibgeschützt.</translation>
    </message>
    <message>
        <source>An answer cannot be read.</source>
        <translation>Eine Antwort kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>It stands by itself. Select a pod or a container, and it joins that one.</source>
        <translation>Es steht für sich. Ist ein Pod oder Container ausgewählt, schließt es sich diesem an.</translation>
    </message>
    <message>
        <source>Join what is selected: %1</source>
        <translation>An das Ausgewählte anschließen: %1</translation>
    </message>
</context>
<context>
    <name>bayplan::ProblemsPanel</name>
    <message>
        <source>Problems</source>
        <translation>Probleme</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>Problem</translation>
    </message>
    <message>
        <source>Element</source>
        <translation>Element</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>Was zu tun ist</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Kennung</translation>
    </message>
    <message>
        <source>Fix: %1</source>
        <translation>Beheben: %1</translation>
    </message>
    <message>
        <source>No problems: the drawing can be simulated and deployed.</source>
        <translation>Keine Probleme: Die Zeichnung lässt sich simulieren und ausrollen.</translation>
    </message>
    <message numerus="yes">
        <source>… and %n more. Enter or a click lists more of them.</source>
        <translation>
            <numerusform>… und %n weiteres. Eingabetaste oder Klick zeigt mehr davon.</numerusform>
            <numerusform>… und %n weitere. Eingabetaste oder Klick zeigt mehr davon.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bayplan::QueueCharts</name>
    <message>
        <source>Quantity of the chart</source>
        <translation>Größe des Diagramms</translation>
    </message>
    <message>
        <source>No queue has said anything yet</source>
        <translation>Noch hat keine Warteschlange etwas gemeldet</translation>
    </message>
    <message>
        <source>&amp;Over time:</source>
        <translation>Zeitver&amp;lauf:</translation>
    </message>
</context>
<context>
    <name>bayplan::QueueView</name>
    <message>
        <source>Queue</source>
        <translation>Warteschlange</translation>
    </message>
    <message>
        <source>Depth</source>
        <translation>Länge</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Bereit</translation>
    </message>
    <message>
        <source>In flight</source>
        <translation>In Arbeit</translation>
    </message>
    <message>
        <source>Delayed</source>
        <translation>Verzögert</translation>
    </message>
    <message>
        <source>Oldest</source>
        <translation>Älteste</translation>
    </message>
    <message>
        <source>Throughput</source>
        <translation>Durchsatz</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Erledigt</translation>
    </message>
    <message>
        <source>Retried</source>
        <translation>Wiederholt</translation>
    </message>
    <message>
        <source>Expired</source>
        <translation>Abgelaufen</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Abgewiesen</translation>
    </message>
    <message>
        <source>Dead letters</source>
        <translation>Unzustellbare</translation>
    </message>
    <message>
        <source>Work queues</source>
        <translation>Arbeitswarteschlangen</translation>
    </message>
    <message>
        <source>No work queue in this run. Drag &quot;Work queue&quot; from the palette, link a worker to it and press Space.</source>
        <translation>Keine Arbeitswarteschlange in diesem Lauf. „Arbeitswarteschlange“ aus der Palette ziehen, einen Arbeiter damit verbinden und die Leertaste drücken.</translation>
    </message>
    <message>
        <source>Worker</source>
        <translation>Arbeiter</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>Begonnen</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Gescheitert</translation>
    </message>
    <message>
        <source>Too late</source>
        <translation>Zu spät</translation>
    </message>
    <message>
        <source>Workers</source>
        <translation>Arbeiter</translation>
    </message>
    <message>
        <source>%1 is down: what it showed last.</source>
        <translation>%1 ist ausgefallen: was zuletzt zu sehen war.</translation>
    </message>
    <message>
        <source>Given up and still here. Put back: %1, thrown away: %2.</source>
        <translation>Aufgegeben und noch hier. Zurückgelegt: %1, verworfen: %2.</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>up</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>down</source>
        <translation>ausgefallen</translation>
    </message>
    <message>
        <source>Arrivals</source>
        <translation>Ankünfte</translation>
    </message>
    <message>
        <source>p99</source>
        <translation>p99</translation>
    </message>
    <message>
        <source>Next stage</source>
        <translation>Nächste Stufe</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Nobody works here. Link a worker to the queue.</source>
        <translation>Hier arbeitet niemand. Einen Arbeiter mit der Warteschlange verbinden.</translation>
    </message>
    <message>
        <source>Dead letters: %1</source>
        <translation>Unzustellbare: %1</translation>
    </message>
</context>
<context>
    <name>bayplan::RecoveryDialog</name>
    <message>
        <source>&amp;Restore</source>
        <translation>&amp;Wiederherstellen</translation>
    </message>
    <message>
        <source>&amp;Discard</source>
        <translation>&amp;Verwerfen</translation>
    </message>
    <message>
        <source>Unsaved work was found</source>
        <translation>Nicht gespeicherte Arbeit gefunden</translation>
    </message>
    <message>
        <source>Bayplan ended before this was saved. What is checked is restored, each drawing in a window of its own. What is left alone is offered again at the next start.</source>
        <translation>Bayplan endete, bevor dies gespeichert war. Was angekreuzt ist, wird wiederhergestellt, jede Zeichnung in einem eigenen Fenster. Was liegen bleibt, wird beim nächsten Start wieder angeboten.</translation>
    </message>
    <message>
        <source>Unsaved work</source>
        <translation>Nicht gespeicherte Arbeit</translation>
    </message>
    <message>
        <source>Drawing</source>
        <translation>Zeichnung</translation>
    </message>
    <message>
        <source>Last change</source>
        <translation>Letzte Änderung</translation>
    </message>
    <message>
        <source>Pods</source>
        <translation>Pods</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>&amp;Later</source>
        <translation>&amp;Später</translation>
    </message>
    <message>
        <source>never saved</source>
        <translation>nie gespeichert</translation>
    </message>
    <message>
        <source>%1 (saved again since)</source>
        <translation>%1 (seither wieder gespeichert)</translation>
    </message>
    <message>
        <source>Untitled</source>
        <translation>Unbenannt</translation>
    </message>
</context>
<context>
    <name>bayplan::ReplaceDialog</name>
    <message>
        <source>Replace “%1”?</source>
        <translation>„%1“ ersetzen?</translation>
    </message>
    <message>
        <source>“%1” is there already. Lines that would go: %2; that would come: %3.</source>
        <translation>„%1“ gibt es schon. Zeilen, die wegfielen: %2; die dazukämen: %3.</translation>
    </message>
    <message>
        <source>Difference to the file</source>
        <translation>Unterschied zur Datei</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Ersetzen</translation>
    </message>
</context>
<context>
    <name>bayplan::ReportView</name>
    <message>
        <source>Mean and half width of its 99 % confidence interval</source>
        <translation>Mittel und halbe Breite des 99-%-Vertrauensbereichs</translation>
    </message>
    <message>
        <source>link</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>container</source>
        <translation>Container</translation>
    </message>
    <message>
        <source>assertion</source>
        <translation>Erwartung</translation>
    </message>
    <message>
        <source>election</source>
        <translation>Wahl</translation>
    </message>
    <message>
        <source>%1, term %2, %3 elections, without leader %4 (longest %5); %6</source>
        <translation>%1, Amtszeit %2, %3 Wahlen, ohne Leiter %4 (längstens %5); %6</translation>
    </message>
    <message>
        <source>no leader</source>
        <translation>kein Leiter</translation>
    </message>
    <message>
        <source>queue</source>
        <translation>Warteschlange</translation>
    </message>
    <message>
        <source>%1 done, depth %2, retried %3, dead letters %4, p99 %5</source>
        <translation>%1 erledigt, Länge %2, wiederholt %3, unzustellbar %4, p99 %5</translation>
    </message>
    <message>
        <source>note</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>Gegenstand</translation>
    </message>
    <message>
        <source>Throughput</source>
        <translation>Durchsatz</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>p50</source>
        <translation>p50</translation>
    </message>
    <message>
        <source>p90</source>
        <translation>p90</translation>
    </message>
    <message>
        <source>p99</source>
        <translation>p99</translation>
    </message>
    <message>
        <source>p99.9</source>
        <translation>p99.9</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Utilisation</source>
        <translation>Auslastung</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Warteschlange</translation>
    </message>
    <message>
        <source>Figures of the run</source>
        <translation>Messwerte des Laufs</translation>
    </message>
    <message>
        <source>No run yet. Press Space to simulate the drawing; its figures stand here, as bayplanctl prints them.</source>
        <translation>Noch kein Lauf. Die Leertaste simuliert die Zeichnung; ihre Werte stehen dann hier, wie bayplanctl sie druckt.</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>Urteil</translation>
    </message>
    <message>
        <source>Verdicts of the run</source>
        <translation>Urteile über den Lauf</translation>
    </message>
    <message>
        <source>Elections, queues and assertions of the scenario are judged here</source>
        <translation>Hier werden Wahlen, Warteschlangen und Erwartungen des Szenarios beurteilt</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copies both tables as text</source>
        <translation>Kopiert beide Tabellen als Text</translation>
    </message>
    <message>
        <source>No run yet</source>
        <translation>Noch kein Lauf</translation>
    </message>
    <message>
        <source>%1 of &quot;%2&quot; with %3, seed %4: %5 measured after %6 of warm-up</source>
        <translation>%1 von „%2“ mit %3, Startwert %4: %5 gemessen nach %6 Anlauf</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>Bericht speichern</translation>
    </message>
    <message>
        <source>&amp;Save report…</source>
        <translation>Bericht &amp;speichern …</translation>
    </message>
    <message>
        <source>As one page for a browser, with its charts (HTML), or as JSON for compare and calibrate</source>
        <translation>Als eine Seite für einen Browser, mit ihren Diagrammen (HTML), oder als JSON für Vergleich und Kalibrierung</translation>
    </message>
    <message>
        <source>Page for a browser (*.html);;JSON (*.json)</source>
        <translation>Seite für einen Browser (*.html);;JSON (*.json)</translation>
    </message>
    <message>
        <source>Saved as %1</source>
        <translation>Als %1 gespeichert</translation>
    </message>
    <message>
        <source>not measured</source>
        <translation>nicht gemessen</translation>
    </message>
</context>
<context>
    <name>bayplan::RingPlot</name>
    <message>
        <source>Ring of the keys</source>
        <translation>Ring der Schlüssel</translation>
    </message>
    <message>
        <source>%1: %2 of the keys, %3 of the requests</source>
        <translation>%1: %2 der Schlüssel, %3 der Anfragen</translation>
    </message>
    <message>
        <source>Servers: %1</source>
        <translation>Server: %1</translation>
    </message>
    <message>
        <source>Points: %1</source>
        <translation>Punkte: %1</translation>
    </message>
    <message>
        <source>Ejected: %1</source>
        <translation>Ausgeschlossen: %1</translation>
    </message>
    <message>
        <source>%1
%2 of the keys
%3 of the requests</source>
        <translation>%1
%2 der Schlüssel
%3 der Anfragen</translation>
    </message>
    <message>
        <source>ejected: its keys are with the others</source>
        <translation>ausgeschlossen: seine Schlüssel sind bei den anderen</translation>
    </message>
</context>
<context>
    <name>bayplan::RingView</name>
    <message>
        <source>%L1 %</source>
        <translation>%L1 %</translation>
    </message>
    <message>
        <source>%1 gets %2</source>
        <translation>%1 bekommt %2</translation>
    </message>
    <message>
        <source>%L1</source>
        <translation>%L1</translation>
    </message>
    <message>
        <source>%1: no key moves, of %2 tried.</source>
        <translation>%1: Kein Schlüssel wechselt, von %2 erprobten.</translation>
    </message>
    <message>
        <source>%1: %2 of the keys move, of %3 tried; at least %4 have to. %5.</source>
        <translation>%1: %2 der Schlüssel wechseln, von %3 erprobten; mindestens %4 müssen es. %5.</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>Gewicht</translation>
    </message>
    <message>
        <source>By weight</source>
        <translation>Nach Gewicht</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Rate</translation>
    </message>
    <message>
        <source>Requests in all</source>
        <translation>Anfragen insgesamt</translation>
    </message>
    <message>
        <source>Failures</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>p99</source>
        <translation>p99</translation>
    </message>
    <message>
        <source>Servers of the ring</source>
        <translation>Server des Rings</translation>
    </message>
    <message>
        <source>No ring in this run. Drag &quot;Ambassador: cache&quot; from the palette onto a container, link it to its servers and press Space.</source>
        <translation>Kein Ring in diesem Lauf. „Botschafter: Cache“ aus der Palette auf einen Container ziehen, mit seinen Servern verbinden und die Leertaste drücken.</translation>
    </message>
    <message>
        <source>Ambassador</source>
        <translation>Botschafter</translation>
    </message>
    <message>
        <source>Whose ring is shown</source>
        <translation>Wessen Ring gezeigt wird</translation>
    </message>
    <message>
        <source>Change of the ring</source>
        <translation>Änderung des Rings</translation>
    </message>
    <message>
        <source>What the keys would be moved by</source>
        <translation>Wodurch die Schlüssel wechseln würden</translation>
    </message>
    <message>
        <source>ejected</source>
        <translation>ausgeschlossen</translation>
    </message>
    <message>
        <source>in the ring</source>
        <translation>im Ring</translation>
    </message>
    <message>
        <source>%1, in the ring as %2</source>
        <translation>%1, im Ring als %2</translation>
    </message>
    <message>
        <source>When all are back</source>
        <translation>Wenn alle zurück sind</translation>
    </message>
    <message>
        <source>Without %1</source>
        <translation>Ohne %1</translation>
    </message>
    <message>
        <source>With one server more</source>
        <translation>Mit einem Server mehr</translation>
    </message>
    <message>
        <source>As it is drawn now</source>
        <translation>Wie jetzt gezeichnet</translation>
    </message>
</context>
<context>
    <name>bayplan::RunBar</name>
    <message>
        <source>Max</source>
        <translation>Max</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>Simulate</source>
        <translation>Simulieren</translation>
    </message>
    <message>
        <source>Deploy</source>
        <translation>Ausrollen</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>Engine</translation>
    </message>
    <message>
        <source>Which run is shown and controlled: the simulated or the deployed one</source>
        <translation>Welcher Lauf gezeigt und gesteuert wird: der simulierte oder der ausgerollte</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>One event, then pause (F10)</source>
        <translation>Ein Ereignis, dann Pause (F10)</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>Faster</source>
        <translation>Schneller</translation>
    </message>
    <message>
        <source>Slower</source>
        <translation>Langsamer</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Run time</source>
        <translation>Laufzeit</translation>
    </message>
    <message>
        <source>Progress to the end of the run</source>
        <translation>Fortschritt bis zum Ende des Laufs</translation>
    </message>
    <message>
        <source>Taking down</source>
        <translation>Wird abgebaut</translation>
    </message>
    <message>
        <source>Status of the run</source>
        <translation>Zustand des Laufs</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>Not run yet</source>
        <translation>Noch nicht gelaufen</translation>
    </message>
    <message>
        <source>Not deployed</source>
        <translation>Nicht ausgerollt</translation>
    </message>
    <message>
        <source>Deploying</source>
        <translation>Wird ausgerollt</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>Startet</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Bereit</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>Hält an</translation>
    </message>
    <message>
        <source>Taken down</source>
        <translation>Abgebaut</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>Beendet</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Gescheitert</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Take down</source>
        <translation>Abbauen</translation>
    </message>
    <message>
        <source>End the simulation (%1)</source>
        <translation>Simulation beenden (%1)</translation>
    </message>
    <message>
        <source>Stop and remove all containers of the deployment</source>
        <translation>Alle Container des Rollouts anhalten und entfernen</translation>
    </message>
    <message>
        <source>%1 events</source>
        <translation>%1 Ereignisse</translation>
    </message>
    <message>
        <source>  %1/s  %2×</source>
        <translation>  %1/s  %2×</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>%1: events done, events a second, run time over wall time</source>
        <translation>%1: Ereignisse, Ereignisse je Sekunde, Laufzeit gegen wirkliche Zeit</translation>
    </message>
    <message>
        <source>Speed of Run: run time over wall time (Ctrl+. faster, Ctrl+, slower)</source>
        <translation>Tempo des Laufs: Laufzeit gegen wirkliche Zeit (Strg+. schneller, Strg+, langsamer)</translation>
    </message>
    <message>
        <source>Step to the next event of what is selected</source>
        <translation>Zum nächsten Ereignis des Ausgewählten</translation>
    </message>
    <message>
        <source>Fast</source>
        <translation>Schnell</translation>
    </message>
    <message>
        <source>As fast as the views keep up: every step is shown (F8)</source>
        <translation>So schnell, wie die Ansichten mitkommen: Jeder Schritt wird gezeigt (F8)</translation>
    </message>
    <message>
        <source>Express</source>
        <translation>Express</translation>
    </message>
    <message>
        <source>As fast as it goes; the views follow twice a second (F9)</source>
        <translation>So schnell es geht; die Ansichten folgen zweimal je Sekunde (F9)</translation>
    </message>
    <message>
        <source>Run until…</source>
        <translation>Laufen bis …</translation>
    </message>
    <message>
        <source>Until a time, an event or a condition (F11)</source>
        <translation>Bis zu einer Zeit, einem Ereignis oder einer Bedingung (F11)</translation>
    </message>
    <message>
        <source>Time left</source>
        <translation>Restzeit</translation>
    </message>
    <message>
        <source>Of wall time, at the speed of lately</source>
        <translation>In wirklicher Zeit, beim Tempo der letzten Zeit</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>noch %1</translation>
    </message>
    <message>
        <source>until %1</source>
        <translation>bis %1</translation>
    </message>
    <message>
        <source>Whether the drawing is still the one that ran</source>
        <translation>Ob die Zeichnung noch die ist, die lief</translation>
    </message>
    <message>
        <source>The drawing was edited after this run had begun: what is shown of the run is of the drawing as it was then. A new run takes it as it is now.</source>
        <translation>Die Zeichnung wurde bearbeitet, nachdem dieser Lauf begonnen hatte: Was vom Lauf gezeigt wird, gehört zur Zeichnung von damals. Ein neuer Lauf nimmt sie, wie sie jetzt ist.</translation>
    </message>
    <message>
        <source>edited since</source>
        <translation>seither bearbeitet</translation>
    </message>
    <message>
        <source>drawing edited since</source>
        <translation>Zeichnung seither bearbeitet</translation>
    </message>
</context>
<context>
    <name>bayplan::RunRewind</name>
    <message>
        <source>Nothing was recorded up to that instant.</source>
        <translation>Bis zu diesem Zeitpunkt wurde nichts aufgezeichnet.</translation>
    </message>
</context>
<context>
    <name>bayplan::RunSession</name>
    <message>
        <source>There is no drawing to run.</source>
        <translation>Es gibt keine Zeichnung zum Ausführen.</translation>
    </message>
    <message>
        <source>Open or draw one first.</source>
        <translation>Erst eine öffnen oder zeichnen.</translation>
    </message>
    <message>
        <source>Nothing is running.</source>
        <translation>Es läuft nichts.</translation>
    </message>
    <message>
        <source>What is shown is the past.</source>
        <translation>Gezeigt wird die Vergangenheit.</translation>
    </message>
    <message>
        <source>Press Live first, or take another path from here.</source>
        <translation>Erst „Live“ drücken oder von hier aus einen anderen Weg nehmen.</translation>
    </message>
    <message>
        <source>Press Run or Deploy first.</source>
        <translation>Erst simulieren oder ausrollen.</translation>
    </message>
    <message>
        <source>Only a simulated run can take another path: what happened in a real one cannot be done again.</source>
        <translation>Nur ein simulierter Lauf kann einen anderen Weg nehmen: Was in einem wirklichen geschah, lässt sich nicht wiederholen.</translation>
    </message>
    <message>
        <source>At its beginning there is no other path: begin a new run.</source>
        <translation>An seinem Anfang gibt es keinen anderen Weg: einen neuen Lauf beginnen.</translation>
    </message>
    <message>
        <source>The run is over at that instant: choose one before it.</source>
        <translation>Zu diesem Zeitpunkt ist der Lauf vorbei: einen früheren wählen.</translation>
    </message>
    <message>
        <source>the same as %1 until %2; what you do now makes it another</source>
        <translation>bis %2 gleich mit %1; was jetzt getan wird, macht ihn zu einem anderen</translation>
    </message>
    <message>
        <source>Before the change at %1 something else was deployed: charts show that time, and the other views begin with the change.</source>
        <translation>Vor der Änderung bei %1 war etwas anderes ausgerollt: die Diagramme zeigen diese Zeit, die anderen Ansichten beginnen mit der Änderung.</translation>
    </message>
</context>
<context>
    <name>bayplan::RunsView</name>
    <message>
        <source>paused</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>goes on</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>gescheitert</translation>
    </message>
    <message>
        <source>over</source>
        <translation>beendet</translation>
    </message>
    <message>
        <source>%1 from %2 on</source>
        <translation>%1 ab %2</translation>
    </message>
    <message>
        <source>Kept runs</source>
        <translation>Aufbewahrte Läufe</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>Engine</translation>
    </message>
    <message>
        <source>Run time</source>
        <translation>Laufzeit</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Made from</source>
        <translation>Herkunft</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Show this run in all views (Enter)</source>
        <translation>Diesen Lauf in allen Ansichten zeigen (Eingabetaste)</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Give it a name; runs with a name are not pushed out (F2)</source>
        <translation>Ihm einen Namen geben; benannte Läufe werden nicht verdrängt (F2)</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Speichern …</translation>
    </message>
    <message>
        <source>Save this run as one file</source>
        <translation>Diesen Lauf als eine Datei speichern</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>Öffnen …</translation>
    </message>
    <message>
        <source>Open a run from a file</source>
        <translation>Einen Lauf aus einer Datei öffnen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Forget this run (Delete)</source>
        <translation>Diesen Lauf vergessen (Entf)</translation>
    </message>
    <message>
        <source>Shown in all views</source>
        <translation>In allen Ansichten gezeigt</translation>
    </message>
    <message>
        <source>Double-click to show it in all views</source>
        <translation>Doppelklick zeigt ihn in allen Ansichten</translation>
    </message>
    <message>
        <source>It goes on: stop it first</source>
        <translation>Er läuft noch: erst anhalten</translation>
    </message>
    <message>
        <source>another drawing</source>
        <translation>andere Zeichnung</translation>
    </message>
    <message>
        <source>%1, another drawing</source>
        <translation>%1, andere Zeichnung</translation>
    </message>
</context>
<context>
    <name>bayplan::ScatterView</name>
    <message>
        <source>%L1 %</source>
        <translation>%L1 %</translation>
    </message>
    <message>
        <source>%1: %2 requests; %3 whole, %4 partial (%5), %6 with too few parts.</source>
        <translation>%1: %2 Anfragen; %3 ganz, %4 unvollständig (%5), %6 mit zu wenigen Teilen.</translation>
    </message>
    <message>
        <source>The last part that lacked: %1.</source>
        <translation>Zuletzt fehlte der Teil: %1.</translation>
    </message>
    <message>
        <source>Answers wait for %1 most often: %2 of them.</source>
        <translation>Antworten warten am häufigsten auf %1: %2 von ihnen.</translation>
    </message>
    <message>
        <source>Nobody is asked twice: hedging is off.</source>
        <translation>Niemand wird zweimal gefragt: Absichern ist aus.</translation>
    </message>
    <message>
        <source>Tied questions: %1 second ones sent, %2 answered first.</source>
        <translation>Paarweise Fragen: %1 zweite gesendet, %2 zuerst beantwortet.</translation>
    </message>
    <message>
        <source>Hedges: %1 sent, %2 answered first, %3 not sent for want of budget.</source>
        <translation>Zweite Fragen: %1 gesendet, %2 zuerst beantwortet, %3 mangels Budget nicht gesendet.</translation>
    </message>
    <message>
        <source>failed merges: %1</source>
        <translation>gescheiterte Zusammenführungen: %1</translation>
    </message>
    <message>
        <source>failed canaries: %1</source>
        <translation>gescheiterte Kanarienvögel: %1</translation>
    </message>
    <message>
        <source>shed: %1</source>
        <translation>abgewiesen: %1</translation>
    </message>
    <message>
        <source>left by their callers: %1</source>
        <translation>von ihren Rufern aufgegeben: %1</translation>
    </message>
    <message>
        <source>answers that came too late: %1</source>
        <translation>zu spät gekommene Antworten: %1</translation>
    </message>
    <message>
        <source>Also %1.</source>
        <translation>Außerdem %1.</translation>
    </message>
    <message>
        <source>Who asks whom</source>
        <translation>Wer wen fragt</translation>
    </message>
    <message>
        <source>Container</source>
        <translation>Container</translation>
    </message>
    <message>
        <source>Asked</source>
        <translation>Gefragt</translation>
    </message>
    <message>
        <source>p50</source>
        <translation>p50</translation>
    </message>
    <message>
        <source>p95</source>
        <translation>p95</translation>
    </message>
    <message>
        <source>p99</source>
        <translation>p99</translation>
    </message>
    <message>
        <source>Last</source>
        <translation>Letzter</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>Fehlt</translation>
    </message>
    <message>
        <source>Asked again</source>
        <translation>Erneut gefragt</translation>
    </message>
    <message>
        <source>Again first</source>
        <translation>Erneut zuerst</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Gescheitert</translation>
    </message>
    <message>
        <source>Late</source>
        <translation>Zu spät</translation>
    </message>
    <message>
        <source>Of a root: requests; of a leaf: questions to it</source>
        <translation>Bei einer Wurzel: Anfragen; bei einem Blatt: Fragen an es</translation>
    </message>
    <message>
        <source>Half of its answers were quicker</source>
        <translation>Die Hälfte seiner Antworten war schneller</translation>
    </message>
    <message>
        <source>How many whole answers had to wait for it longest</source>
        <translation>Wie viele ganze Antworten am längsten auf ihn warten mussten</translation>
    </message>
    <message>
        <source>Answers given without it</source>
        <translation>Antworten, die ohne ihn gegeben wurden</translation>
    </message>
    <message>
        <source>Hedges: questions sent a second time</source>
        <translation>Absichern: Fragen, die ein zweites Mal gesendet wurden</translation>
    </message>
    <message>
        <source>How often the second question was answered first</source>
        <translation>Wie oft die zweite Frage zuerst beantwortet wurde</translation>
    </message>
    <message>
        <source>Calls that failed or timed out</source>
        <translation>Aufrufe, die scheiterten oder die Zeitgrenze überschritten</translation>
    </message>
    <message>
        <source>Answers that came when nobody waited for them any more</source>
        <translation>Antworten, die kamen, als niemand mehr auf sie wartete</translation>
    </message>
    <message>
        <source>No scatter/gather in this run. Drag &quot;Scatter and gather&quot; from the palette, link its root to leaves and press Space.</source>
        <translation>Kein Streuen und Sammeln in diesem Lauf. „Streuen und Sammeln“ aus der Palette ziehen, die Wurzel mit Blättern verbinden und die Leertaste drücken.</translation>
    </message>
    <message>
        <source>%1 (merge)</source>
        <translation>%1 (Zusammenführen)</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Answers that were partial, or had too few parts</source>
        <translation>Antworten, die unvollständig waren oder zu wenige Teile hatten</translation>
    </message>
    <message>
        <source>%1: p50 %2, p95 %3, p99 %4, slowest %5; waited for last in %6 of the whole answers</source>
        <translation>%1: p50 %2, p95 %3, p99 %4, langsamste %5; als letzter erwartet bei %6 der ganzen Antworten</translation>
    </message>
    <message>
        <source>; asked again after %1</source>
        <translation>; erneut gefragt nach %1</translation>
    </message>
</context>
<context>
    <name>bayplan::ScenarioDetails</name>
    <message>
        <source>Choose a bar on the time line, or a lane of load, to see its parameters.</source>
        <translation>Einen Balken auf der Zeitachse oder eine Spur der Last auswählen, um die Parameter zu sehen.</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>Ziel</translation>
    </message>
</context>
<context>
    <name>bayplan::ScenarioEditor</name>
    <message>
        <source>Scenario</source>
        <translation>Szenario</translation>
    </message>
    <message>
        <source>Add a fault…</source>
        <translation>Störung hinzufügen …</translation>
    </message>
    <message>
        <source>In the chosen lane at the chosen instant (Insert, or a double click on a lane)</source>
        <translation>In der gewählten Spur zum gewählten Zeitpunkt (Einfg oder Doppelklick auf eine Spur)</translation>
    </message>
    <message>
        <source>Take over from the run</source>
        <translation>Aus dem Lauf übernehmen</translation>
    </message>
    <message>
        <source>What was done by hand in the run that is shown becomes part of the scenario</source>
        <translation>Was im gezeigten Lauf von Hand getan wurde, wird Teil des Szenarios</translation>
    </message>
    <message>
        <source>Less detail (-)</source>
        <translation>Weniger Einzelheiten (-)</translation>
    </message>
    <message>
        <source>The whole run (0)</source>
        <translation>Der ganze Lauf (0)</translation>
    </message>
    <message>
        <source>More detail (+)</source>
        <translation>Mehr Einzelheiten (+)</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>Assertions</source>
        <translation>Erwartungen</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>Aktiv</translation>
    </message>
    <message>
        <source>Chaos</source>
        <translation>Chaos</translation>
    </message>
    <message>
        <source>Active (%1)</source>
        <translation>Aktiv (%1)</translation>
    </message>
    <message>
        <source>Assertions (%1 failed)</source>
        <translation>Erwartungen (%1 verletzt)</translation>
    </message>
    <message>
        <source>the simulator</source>
        <translation>dem Simulator</translation>
    </message>
    <message>
        <source>a deployment</source>
        <translation>einem Rollout</translation>
    </message>
    <message numerus="yes">
        <source>%n fault(s) of the scenario cannot be brought about in %1. %2</source>
        <translation>
            <numerusform>%n Störung des Szenarios lässt sich in %1 nicht herbeiführen. %2</numerusform>
            <numerusform>%n Störungen des Szenarios lassen sich in %1 nicht herbeiführen. %2</numerusform>
        </translation>
    </message>
    <message>
        <source>Fault for %1</source>
        <translation>Störung für %1</translation>
    </message>
    <message>
        <source>There is nothing on the canvas that a fault could hit.</source>
        <translation>Auf der Zeichenfläche ist nichts, was eine Störung treffen könnte.</translation>
    </message>
    <message>
        <source>What shall be hit?</source>
        <translation>Was soll gestört werden?</translation>
    </message>
    <message>
        <source>Nothing was done by hand in this run.</source>
        <translation>In diesem Lauf wurde nichts von Hand getan.</translation>
    </message>
    <message numerus="yes">
        <source>%n fault(s) taken over into the scenario.</source>
        <translation>
            <numerusform>%n Störung ins Szenario übernommen.</numerusform>
            <numerusform>%n Störungen ins Szenario übernommen.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bayplan::SequenceChart</name>
    <message>
        <source>Sequence chart</source>
        <translation>Sequenzdiagramm</translation>
    </message>
</context>
<context>
    <name>bayplan::SequencePicker</name>
    <message>
        <source>Life lines</source>
        <translation>Lebenslinien</translation>
    </message>
    <message>
        <source>Filter by name</source>
        <translation>Nach Namen filtern</translation>
    </message>
    <message>
        <source>Filter of the containers</source>
        <translation>Filter der Container</translation>
    </message>
    <message>
        <source>Containers with a life line</source>
        <translation>Container mit Lebenslinie</translation>
    </message>
</context>
<context>
    <name>bayplan::SequenceView</name>
    <message>
        <source>Sequence</source>
        <translation>Sequenz</translation>
    </message>
    <message>
        <source>What is selected on the canvas has no container in this run.</source>
        <translation>Was auf der Zeichenfläche ausgewählt ist, hat keinen Container in diesem Lauf.</translation>
    </message>
    <message>
        <source>Messages on their way: %L1</source>
        <translation>Nachrichten unterwegs: %L1</translation>
    </message>
    <message>
        <source>Only a simulation has messages to lay hands on.</source>
        <translation>Nur in einer Simulation lässt sich in Nachrichten eingreifen.</translation>
    </message>
    <message>
        <source>Pause to lay hands on one.</source>
        <translation>Anhalten, um in eine einzugreifen.</translation>
    </message>
    <message>
        <source>The run is over.</source>
        <translation>Der Lauf ist vorbei.</translation>
    </message>
    <message>
        <source>What the containers of a deployment say to each other cannot be seen from outside: here are the events that its agents report. Simulate the same drawing to see its messages.</source>
        <translation>Was die Container eines Rollouts einander sagen, ist von außen nicht zu sehen: Hier stehen die Ereignisse, die seine Agenten melden. Dieselbe Zeichnung simulieren, um ihre Nachrichten zu sehen.</translation>
    </message>
    <message>
        <source>What came before %1 is worked out: %2 %</source>
        <translation>Was vor %1 war, wird berechnet: %2 %</translation>
    </message>
    <message>
        <source>The %L1 oldest messages have gone to make room for %L2.</source>
        <translation>Die ältesten %L1 Nachrichten mussten %L2 anderen Platz machen.</translation>
    </message>
    <message>
        <source>Only the first %1 life lines are shown.</source>
        <translation>Nur die ersten %1 Lebenslinien sind gezeigt.</translation>
    </message>
    <message>
        <source>A filter is on.</source>
        <translation>Ein Filter ist an.</translation>
    </message>
    <message>
        <source>No message has passed between these life lines yet.</source>
        <translation>Zwischen diesen Lebenslinien ging noch keine Nachricht hin und her.</translation>
    </message>
    <message>
        <source>Only in a simulation.</source>
        <translation>Nur in einer Simulation.</translation>
    </message>
    <message>
        <source>Pause the simulation first.</source>
        <translation>Erst die Simulation anhalten.</translation>
    </message>
    <message>
        <source>Choose a message that is on its way first.</source>
        <translation>Erst eine Nachricht auswählen, die unterwegs ist.</translation>
    </message>
    <message>
        <source>This message is not on its way any more.</source>
        <translation>Diese Nachricht ist nicht mehr unterwegs.</translation>
    </message>
    <message>
        <source>How much later? For example 20ms or 1.5s.</source>
        <translation>Wie viel später? Zum Beispiel 20ms oder 1.5s.</translation>
    </message>
    <message>
        <source>Life lines</source>
        <translation>Lebenslinien</translation>
    </message>
    <message>
        <source>Choose whose messages are shown</source>
        <translation>Wählen, wessen Nachrichten gezeigt werden</translation>
    </message>
    <message>
        <source>Kinds</source>
        <translation>Arten</translation>
    </message>
    <message>
        <source>Choose which kinds of messages are shown</source>
        <translation>Wählen, welche Arten von Nachrichten gezeigt werden</translation>
    </message>
    <message>
        <source>Filter: words or number</source>
        <translation>Filter: Wörter oder Nummer</translation>
    </message>
    <message>
        <source>Filter of the messages</source>
        <translation>Filter der Nachrichten</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>Folgen</translation>
    </message>
    <message>
        <source>Keep the newest message in view</source>
        <translation>Die neueste Nachricht im Blick behalten</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>Verkleinern</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>Vergrößern</translation>
    </message>
    <message>
        <source>Whole run</source>
        <translation>Ganzer Lauf</translation>
    </message>
    <message>
        <source>Show the whole run</source>
        <translation>Den ganzen Lauf zeigen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Copy or save the chart</source>
        <translation>Das Diagramm kopieren oder speichern</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>Als Text kopieren</translation>
    </message>
    <message>
        <source>Save as SVG…</source>
        <translation>Als SVG speichern …</translation>
    </message>
    <message>
        <source>Save as PNG…</source>
        <translation>Als PNG speichern …</translation>
    </message>
    <message>
        <source>Save the chart as a picture</source>
        <translation>Diagramm als Bild speichern</translation>
    </message>
    <message>
        <source>SVG pictures (*.svg)</source>
        <translation>SVG-Bilder (*.svg)</translation>
    </message>
    <message>
        <source>PNG pictures (*.png)</source>
        <translation>PNG-Bilder (*.png)</translation>
    </message>
    <message>
        <source>%1 could not be written.</source>
        <translation>%1 konnte nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>Messages on their way</source>
        <translation>Nachrichten unterwegs</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>Nr.</translation>
    </message>
    <message>
        <source>From, to</source>
        <translation>Von, an</translation>
    </message>
    <message>
        <source>Says</source>
        <translation>Inhalt</translation>
    </message>
    <message>
        <source>Arrives in</source>
        <translation>Kommt an in</translation>
    </message>
    <message>
        <source>The chosen message in words</source>
        <translation>Die ausgewählte Nachricht in Worten</translation>
    </message>
    <message>
        <source>Click a message, or walk along them with the arrow keys.</source>
        <translation>Eine Nachricht anklicken, oder mit den Pfeiltasten von einer zur nächsten gehen.</translation>
    </message>
    <message>
        <source>How much later</source>
        <translation>Wie viel später</translation>
    </message>
    <message>
        <source>How much later: 20ms, 1.5s, 2m</source>
        <translation>Wie viel später: 20ms, 1.5s, 2m</translation>
    </message>
    <message>
        <source>Drop</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Delay by</source>
        <translation>Verzögern um</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Verdoppeln</translation>
    </message>
    <message>
        <source>Deliver now</source>
        <translation>Sofort zustellen</translation>
    </message>
    <message>
        <source>The message never arrives</source>
        <translation>Die Nachricht kommt nie an</translation>
    </message>
    <message>
        <source>The message arrives later</source>
        <translation>Die Nachricht kommt später an</translation>
    </message>
    <message>
        <source>The message arrives twice</source>
        <translation>Die Nachricht kommt zweimal an</translation>
    </message>
    <message>
        <source>The message arrives at once</source>
        <translation>Die Nachricht kommt sofort an</translation>
    </message>
    <message>
        <source>Delay by other than %1</source>
        <translation>Anders als um %1 verzögern</translation>
    </message>
    <message>
        <source>Go to its cause</source>
        <translation>Zu ihrer Ursache</translation>
    </message>
    <message>
        <source>Go to what came of it</source>
        <translation>Zu dem, was aus ihr folgte</translation>
    </message>
    <message>
        <source>Copy in words</source>
        <translation>In Worten kopieren</translation>
    </message>
    <message>
        <source>Selection on the canvas</source>
        <translation>Auswahl auf der Zeichenfläche</translation>
    </message>
    <message>
        <source>With their neighbours</source>
        <translation>Mit ihren Nachbarn</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>Choose from a list…</source>
        <translation>Aus einer Liste wählen …</translation>
    </message>
    <message>
        <source>Nothing has run yet. Press Space to simulate the drawing.</source>
        <translation>Es ist noch nichts gelaufen. Die Leertaste simuliert die Zeichnung.</translation>
    </message>
    <message>
        <source>Whose messages shall be shown? Nothing is recorded until you choose; what came before is worked out then.</source>
        <translation>Wessen Nachrichten sollen gezeigt werden? Aufgezeichnet wird erst nach der Wahl; was vorher war, wird dann berechnet.</translation>
    </message>
</context>
<context>
    <name>bayplan::ShellConsole</name>
    <message>
        <source>Again</source>
        <translation>Neu starten</translation>
    </message>
    <message>
        <source>In a terminal</source>
        <translation>Im Terminal</translation>
    </message>
    <message>
        <source>What the shell in %1 says</source>
        <translation>Was die Shell in %1 sagt</translation>
    </message>
    <message>
        <source>Command; Up and Down: earlier ones, Ctrl+C: interrupt, Ctrl+D: end of input</source>
        <translation>Befehl; Oben und Unten: frühere, Strg+C: unterbrechen, Strg+D: Ende der Eingabe</translation>
    </message>
    <message>
        <source>Command for the shell in %1</source>
        <translation>Befehl für die Shell in %1</translation>
    </message>
    <message>
        <source>Start a new shell</source>
        <translation>Eine neue Shell starten</translation>
    </message>
    <message>
        <source>Open the machine&apos;s own terminal with a shell in this container: for programs that draw on the whole screen</source>
        <translation>Das Terminal des Rechners mit einer Shell in diesem Container öffnen: für Programme, die den ganzen Bildschirm benutzen</translation>
    </message>
    <message>
        <source>… some of the output came faster than it can be shown</source>
        <translation>… ein Teil der Ausgabe kam schneller, als er gezeigt werden kann</translation>
    </message>
    <message>
        <source>The shell has ended with exit code %1.</source>
        <translation>Die Shell endete mit Rückgabewert %1.</translation>
    </message>
    <message>
        <source>The terminal could not be started.</source>
        <translation>Das Terminal konnte nicht gestartet werden.</translation>
    </message>
</context>
<context>
    <name>bayplan::ShellView</name>
    <message>
        <source>A shell in a container: right-click a deployed container, in the drawing or in the list, and choose Shell.</source>
        <translation>Eine Shell in einem Container: einen ausgerollten Container in der Zeichnung oder in der Liste mit rechts anklicken und „Shell“ wählen.</translation>
    </message>
    <message>
        <source>Shells in containers</source>
        <translation>Shells in Containern</translation>
    </message>
    <message>
        <source>%1 of the deployment %2</source>
        <translation>%1 des Rollouts %2</translation>
    </message>
</context>
<context>
    <name>bayplan::StragglerPlot</name>
    <message>
        <source>Latency of the leaves</source>
        <translation>Latenz der Blätter</translation>
    </message>
    <message>
        <source>last %L1 %</source>
        <translation>zuletzt %L1 %</translation>
    </message>
</context>
<context>
    <name>bayplan::TimeRangeBox</name>
    <message>
        <source>Whole run</source>
        <translation>Ganzer Lauf</translation>
    </message>
    <message>
        <source>Last 10 s</source>
        <translation>Letzte 10 s</translation>
    </message>
    <message>
        <source>Last 30 s</source>
        <translation>Letzte 30 s</translation>
    </message>
    <message>
        <source>Last 2 min</source>
        <translation>Letzte 2 min</translation>
    </message>
    <message>
        <source>Last 10 min</source>
        <translation>Letzte 10 min</translation>
    </message>
    <message>
        <source>Time shown</source>
        <translation>Gezeigte Zeit</translation>
    </message>
</context>
<context>
    <name>bayplan::TimeScrubber</name>
    <message>
        <source>Time of the run</source>
        <translation>Zeit des Laufs</translation>
    </message>
    <message>
        <source>Arrows go back and forth, Page Up and Page Down from mark to mark, End to now</source>
        <translation>Pfeile gehen vor und zurück, Bild auf und Bild ab von Marke zu Marke, Ende zum Jetzt</translation>
    </message>
    <message>
        <source>Go back to %1</source>
        <translation>Zurück zu %1</translation>
    </message>
    <message>
        <source>%1, not yet</source>
        <translation>%1, noch nicht</translation>
    </message>
</context>
<context>
    <name>bayplan::TimeStrip</name>
    <message>
        <source>Time of the run</source>
        <translation>Zeit des Laufs</translation>
    </message>
    <message>
        <source>Instant that is shown</source>
        <translation>Gezeigter Zeitpunkt</translation>
    </message>
    <message>
        <source>Other path</source>
        <translation>Anderer Weg</translation>
    </message>
    <message>
        <source>Go back and take another path from here: a new run with the same history until then</source>
        <translation>Zurückgehen und von hier einen anderen Weg nehmen: ein neuer Lauf mit demselben Verlauf bis dahin</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>Show what is now (End)</source>
        <translation>Das Jetzt zeigen (Ende)</translation>
    </message>
    <message>
        <source>%1 … %2 %</source>
        <translation>%1 … %2 %</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>To its end</source>
        <translation>Ans Ende</translation>
    </message>
</context>
<context>
    <name>bayplan::TimelineView</name>
    <message>
        <source>Add a fault here…</source>
        <translation>Hier eine Störung hinzufügen …</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Paste here</source>
        <translation>Hier einfügen</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>The clipboard holds no faults of a scenario.</source>
        <translation>Die Zwischenablage enthält keine Störungen eines Szenarios.</translation>
    </message>
    <message>
        <source>Nothing is planned. Double-click here, or press Insert, to add a fault.</source>
        <translation>Nichts ist geplant. Doppelklick hier oder Einfg fügt eine Störung hinzu.</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>load, up to %1</source>
        <translation>Last, bis %1</translation>
    </message>
    <message>
        <source>Scenario along time</source>
        <translation>Szenario im Zeitverlauf</translation>
    </message>
    <message>
        <source>%1 at %2</source>
        <translation>%1 um %2</translation>
    </message>
    <message>
        <source>%1 from %2 to the end</source>
        <translation>%1 von %2 bis zum Ende</translation>
    </message>
    <message>
        <source>%1 from %2 to %3</source>
        <translation>%1 von %2 bis %3</translation>
    </message>
    <message>
        <source>%1: %2. Drag it to change the shape of the load.</source>
        <translation>%1: %2. Ziehen ändert die Form der Last.</translation>
    </message>
</context>
<context>
    <name>bayplan::Tour</name>
    <message>
        <source>End</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
</context>
<context>
    <name>bayplan::TrafficLegend</name>
    <message>
        <source>Legend of the traffic on links</source>
        <translation>Legende des Verkehrs auf Verbindungen</translation>
    </message>
    <message>
        <source>More than %1 links in view: zoom in to see their traffic</source>
        <translation>Mehr als %1 Verbindungen im Blick: Vergrößern zeigt ihren Verkehr</translation>
    </message>
    <message>
        <source>Denser: more calls; side by side at %1</source>
        <translation>Dichter: mehr Aufrufe; nebeneinander bei %1</translation>
    </message>
    <message>
        <source>Faster: shorter latency; 16 times the latency, half the speed</source>
        <translation>Schneller: kürzere Latenz; 16-fache Latenz, halbe Geschwindigkeit</translation>
    </message>
    <message>
        <source>Diamond: a call that failed</source>
        <translation>Raute: ein Aufruf, der scheiterte</translation>
    </message>
    <message>
        <source>The marks stand while nothing moves</source>
        <translation>Die Marken stehen, solange sich nichts bewegt</translation>
    </message>
</context>
<context>
    <name>bayplan::UntilBar</name>
    <message>
        <source>Run until</source>
        <translation>Laufen bis</translation>
    </message>
    <message>
        <source>Until: 30s, elected web, queue.depth of jobs &gt; 100</source>
        <translation>Bis: 30s, elected web, queue.depth of jobs &gt; 100</translation>
    </message>
    <message>
        <source>Run until a time, an event or a condition</source>
        <translation>Bis zu einer Zeit, einem Ereignis oder einer Bedingung laufen</translation>
    </message>
    <message>
        <source>Go</source>
        <translation>Los</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>Schließen (Esc)</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Write what the run is to go on until.</source>
        <translation>Schreiben, bis wohin der Lauf gehen soll.</translation>
    </message>
    <message>
        <source>Column %1: %2</source>
        <translation>Spalte %1: %2</translation>
    </message>
    <message>
        <source>A deployment cannot be paused: when it comes to that, a notice says so, and it runs on.</source>
        <translation>Ein Rollout kann nicht angehalten werden: Wenn es so weit ist, sagt das ein Hinweis, und es läuft weiter.</translation>
    </message>
    <message>
        <source>States and counts are those of the instant, rates and latencies of the last second, as in the charts. The run is paused at that very event.</source>
        <translation>Zustände und Anzahlen sind die des Augenblicks, Raten und Latenzen die der letzten Sekunde, wie in den Diagrammen. Der Lauf wird bei genau diesem Ereignis angehalten.</translation>
    </message>
</context>
<context>
    <name>bayplan::WelcomePage</name>
    <message>
        <source>Example: %1</source>
        <translation>Beispiel: %1</translation>
    </message>
    <message>
        <source>Bayplan</source>
        <translation>Bayplan</translation>
    </message>
    <message>
        <source>Draw a topology of containers and patterns. Simulate it, deploy it, compare the two.</source>
        <translation>Eine Topologie aus Containern und Mustern zeichnen. Simulieren, ausrollen, beides vergleichen.</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Anfangen</translation>
    </message>
    <message>
        <source>New drawing</source>
        <translation>Neue Zeichnung</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>Öffnen …</translation>
    </message>
    <message>
        <source>From a Compose file…</source>
        <translation>Aus einer Compose-Datei …</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>Zuletzt</translation>
    </message>
    <message>
        <source>Container engine</source>
        <translation>Container-Engine</translation>
    </message>
    <message>
        <source>Looking for Docker…</source>
        <translation>Suche Docker …</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>Beispiele</translation>
    </message>
    <message>
        <source>Nothing yet.</source>
        <translation>Noch nichts.</translation>
    </message>
    <message>
        <source>%1 %2 is ready.</source>
        <translation>%1 %2 ist bereit.</translation>
    </message>
    <message>
        <source>Not found: %1 Drawing and simulating work without it.</source>
        <translation>Nicht gefunden: %1 Zeichnen und Simulieren gehen auch so.</translation>
    </message>
    <message>
        <source>What to look at:</source>
        <translation>Worauf zu achten ist:</translation>
    </message>
    <message>
        <source>Take the tour</source>
        <translation>Rundgang machen</translation>
    </message>
</context>
<context>
    <name>bayplan::WhatIfAxisRow</name>
    <message>
        <source>Second element to vary</source>
        <translation>Zweites Element, das verändert wird</translation>
    </message>
    <message>
        <source>Element to vary</source>
        <translation>Element, das verändert wird</translation>
    </message>
    <message>
        <source>What of the second element to vary</source>
        <translation>Was am zweiten Element verändert wird</translation>
    </message>
    <message>
        <source>What of it to vary</source>
        <translation>Was daran verändert wird</translation>
    </message>
    <message>
        <source>First value of the second</source>
        <translation>Erster Wert des zweiten</translation>
    </message>
    <message>
        <source>First value</source>
        <translation>Erster Wert</translation>
    </message>
    <message>
        <source>Last value of the second</source>
        <translation>Letzter Wert des zweiten</translation>
    </message>
    <message>
        <source>Last value</source>
        <translation>Letzter Wert</translation>
    </message>
    <message>
        <source>Steps of the second</source>
        <translation>Schritte des zweiten</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>goes from</source>
        <translation>geht von</translation>
    </message>
    <message>
        <source>to</source>
        <translation>bis</translation>
    </message>
    <message>
        <source>in steps</source>
        <translation>Schritte</translation>
    </message>
</context>
<context>
    <name>bayplan::WhatIfView</name>
    <message>
        <source>How often each value is simulated, with other seeds: more make the intervals narrower.</source>
        <translation>Wie oft jeder Wert simuliert wird, mit anderen Startwerten: Mehr Läufe machen die Vertrauensbereiche schmaler.</translation>
    </message>
    <message>
        <source>What if</source>
        <translation>Was wäre, wenn</translation>
    </message>
    <message>
        <source>runs of each</source>
        <translation>Läufe je Wert</translation>
    </message>
    <message>
        <source>&amp;Ask</source>
        <translation>&amp;Fragen</translation>
    </message>
    <message>
        <source>Figure that is drawn</source>
        <translation>Größe, die gezeichnet wird</translation>
    </message>
    <message>
        <source>Use this &amp;value</source>
        <translation>Diesen Wert &amp;übernehmen</translation>
    </message>
    <message>
        <source>Choose what is varied and ask: each value is simulated several times, and its curve is drawn here with intervals. The drawing itself stays as it is.</source>
        <translation>Wählen, was verändert wird, und fragen: Jeder Wert wird mehrmals simuliert, und hier wird seine Kurve mit Vertrauensbereichen gezeichnet. Die Zeichnung selbst bleibt, wie sie ist.</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>An&amp;halten</translation>
    </message>
    <message>
        <source>No run came to its end.</source>
        <translation>Kein Lauf kam ans Ende.</translation>
    </message>
    <message>
        <source>More changes nothing beyond %1.</source>
        <translation>Mehr ändert nichts über %1 hinaus.</translation>
    </message>
    <message>
        <source>It changes nothing of this figure.</source>
        <translation>An dieser Größe ändert es nichts.</translation>
    </message>
    <message>
        <source>Nothing is short at any of these values.</source>
        <translation>Bei keinem dieser Werte ist etwas knapp.</translation>
    </message>
    <message>
        <source>Click on a point to take it over.</source>
        <translation>Ein Klick auf einen Punkt übernimmt ihn.</translation>
    </message>
    <message>
        <source>Use these &amp;values</source>
        <translation>Diese Werte &amp;übernehmen</translation>
    </message>
    <message>
        <source>&amp;Use %1</source>
        <translation>%1 &amp;übernehmen</translation>
    </message>
    <message>
        <source>and &amp;also</source>
        <translation>und &amp;auch</translation>
    </message>
    <message>
        <source>Varies a second value at the same time: every combination is simulated</source>
        <translation>Verändert zugleich einen zweiten Wert: Jede Kombination wird simuliert</translation>
    </message>
    <message>
        <source>How it is drawn</source>
        <translation>Wie gezeichnet wird</translation>
    </message>
    <message>
        <source>Curves</source>
        <translation>Kurven</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Feld</translation>
    </message>
    <message>
        <source>%p %, %1 left</source>
        <translation>%p %, noch %1</translation>
    </message>
    <message>
        <source>%p %</source>
        <translation>%p %</translation>
    </message>
    <message>
        <source>%1 %2 and %3 %4</source>
        <translation>%1 %2 und %3 %4</translation>
    </message>
</context>
<context>
    <name>canvas</name>
    <message numerus="yes">
        <source>Pod %1, %n replica(s)</source>
        <translation>
            <numerusform>Pod %1, %n Replikat</numerusform>
            <numerusform>Pod %1, %n Replikate</numerusform>
        </translation>
    </message>
    <message>
        <source>Drop a container here</source>
        <translation>Einen Container hierher ziehen</translation>
    </message>
    <message>
        <source>%1 %2 in pod %3</source>
        <translation>%1 %2 im Pod %3</translation>
    </message>
    <message>
        <source>down</source>
        <translation>ausgefallen</translation>
    </message>
    <message>
        <source>%1/s</source>
        <translation>%1/s</translation>
    </message>
    <message>
        <source>queue %1</source>
        <translation>Schlange %1</translation>
    </message>
    <message>
        <source>%1 paused</source>
        <translation>%1 angehalten</translation>
    </message>
    <message>
        <source>Note: %1</source>
        <translation>Notiz: %1</translation>
    </message>
    <message>
        <source>leader %1 · term %2</source>
        <translation>Leiter %1 · Amtszeit %2</translation>
    </message>
    <message>
        <source>no leader · term %1</source>
        <translation>kein Leiter · Amtszeit %1</translation>
    </message>
    <message>
        <source>%1 ready · %2 reserved</source>
        <translation>%1 bereit · %2 in Arbeit</translation>
    </message>
    <message>
        <source> · %1 dead</source>
        <translation> · %1 unzustellbar</translation>
    </message>
    <message>
        <source>%1 of %2 servers ejected</source>
        <translation>%1 von %2 Servern ausgeschlossen</translation>
    </message>
    <message>
        <source>%1 lines delivered</source>
        <translation>%1 Zeilen geliefert</translation>
    </message>
    <message>
        <source>%1 samples</source>
        <translation>%1 Werte</translation>
    </message>
    <message>
        <source>%1 done · %2 failed</source>
        <translation>%1 erledigt · %2 gescheitert</translation>
    </message>
    <message>
        <source>Link from %1</source>
        <translation>Verbindung von %1</translation>
    </message>
    <message>
        <source>cut</source>
        <translation>getrennt</translation>
    </message>
    <message>
        <source>port %1</source>
        <translation>Port %1</translation>
    </message>
    <message>
        <source>%1 whole · %2 partial</source>
        <translation>%1 ganz · %2 unvollständig</translation>
    </message>
    <message>
        <source>%1 of %2 breakers open</source>
        <translation>%1 von %2 Sicherungen offen</translation>
    </message>
    <message>
        <source>nothing synced yet</source>
        <translation>noch nichts abgeglichen</translation>
    </message>
    <message>
        <source>%1, collapsed</source>
        <translation>%1, zugeklappt</translation>
    </message>
    <message>
        <source>%1, locked</source>
        <translation>%1, gesperrt</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>up</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>spare</source>
        <translation>Ersatz</translation>
    </message>
    <message>
        <source>leader</source>
        <translation>Leiter</translation>
    </message>
    <message>
        <source>Volumes:
%1</source>
        <translation>Volumes:
%1</translation>
    </message>
    <message numerus="yes">
        <source>Group %1, %n member(s)</source>
        <translation>
            <numerusform>Gruppe %1, %n Mitglied</numerusform>
            <numerusform>Gruppe %1, %n Mitglieder</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n container(s)</source>
        <translation>
            <numerusform>%n Container</numerusform>
            <numerusform>%n Container</numerusform>
        </translation>
    </message>
    <message>
        <source>Circle: requests over HTTP.</source>
        <translation>Kreis: Anfragen über HTTP.</translation>
    </message>
    <message>
        <source>Diamond: the memcache protocol.</source>
        <translation>Raute: das Memcache-Protokoll.</translation>
    </message>
    <message>
        <source>Square: tasks of a work queue.</source>
        <translation>Quadrat: Aufgaben einer Arbeitswarteschlange.</translation>
    </message>
    <message>
        <source>Triangle: TCP, whatever is spoken over it.</source>
        <translation>Dreieck: TCP, was auch darüber gesprochen wird.</translation>
    </message>
    <message>
        <source>Ring: takes what the other end speaks.</source>
        <translation>Ring: nimmt, was das andere Ende spricht.</translation>
    </message>
    <message>
        <source>Star: electors agree here on who leads.</source>
        <translation>Stern: Hier einigen sich Wahlhelfer, wer leitet.</translation>
    </message>
    <message>
        <source>Hexagon: each request is scattered over all who are linked.</source>
        <translation>Sechseck: Jede Anfrage wird über alle Verbundenen gestreut.</translation>
    </message>
    <message>
        <source>Port “%1”, speaks %2.
%3</source>
        <translation>Anschluss „%1“, spricht %2.
%3</translation>
    </message>
    <message>
        <source>%1 of %2 replicas up</source>
        <translation>%1 von %2 Replikaten laufen</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>Ausgefallen</translation>
    </message>
    <message>
        <source>%1/s answered</source>
        <translation>%1/s beantwortet</translation>
    </message>
    <message>
        <source>p99 %1</source>
        <translation>p99 %1</translation>
    </message>
    <message>
        <source>%1 % busy</source>
        <translation>%1 % ausgelastet</translation>
    </message>
    <message>
        <source>%1 waiting</source>
        <translation>%1 wartend</translation>
    </message>
    <message numerus="yes">
        <source>%n restart(s)</source>
        <translation>
            <numerusform>%n Neustart</numerusform>
            <numerusform>%n Neustarts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n fault(s) on</source>
        <translation>
            <numerusform>%n Störung aktiv</numerusform>
            <numerusform>%n Störungen aktiv</numerusform>
        </translation>
    </message>
    <message>
        <source>bad network</source>
        <translation>schlechtes Netz</translation>
    </message>
    <message>
        <source>has no port that speaks %1</source>
        <translation>hat keinen Anschluss für %1</translation>
    </message>
    <message>
        <source>calls others and is called by nobody</source>
        <translation>ruft andere auf und wird von niemandem aufgerufen</translation>
    </message>
    <message>
        <source>is called by others and calls nobody</source>
        <translation>wird von anderen aufgerufen und ruft niemanden auf</translation>
    </message>
    <message>
        <source>New: %1</source>
        <translation>Neu: %1</translation>
    </message>
</context>
<context>
    <name>catalog</name>
    <message>
        <source>Container</source>
        <translation>Container</translation>
    </message>
    <message>
        <source>A container of your own image, or without an image a synthetic service. In the simulator both behave as the fields under Behaviour say: a station with slots and a queue, which then calls what it is linked to.</source>
        <translation>Ein Container Ihres eigenen Abbilds, oder ohne Abbild ein künstlicher Dienst. Im Simulator verhalten sich beide, wie es unter Verhalten steht: eine Station mit Plätzen und einer Warteschlange, die dann ruft, womit sie verbunden ist.</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>Aufrufe</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>Abbild</translation>
    </message>
    <message>
        <source>Image with tag. Empty: a synthetic service of ours, which runs everywhere.</source>
        <translation>Abbild mit Marke. Leer: ein künstlicher Dienst von uns, der überall läuft.</translation>
    </message>
    <message>
        <source>General</source>
        <translation>Allgemein</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Arguments, one an entry; empty: the image&apos;s own.</source>
        <translation>Argumente, je eines pro Eintrag; leer: die des Abbilds.</translation>
    </message>
    <message>
        <source>Entry point</source>
        <translation>Einstiegspunkt</translation>
    </message>
    <message>
        <source>Replaces the image&apos;s entry point; empty: the image&apos;s own.</source>
        <translation>Ersetzt den Einstiegspunkt des Abbilds; leer: der des Abbilds.</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>Umgebung</translation>
    </message>
    <message>
        <source>NAME=VALUE, one an entry. A secret does not belong here: write NAME=${NAME}, and it is read where the deploy is started.</source>
        <translation>NAME=WERT, je einer pro Eintrag. Ein Geheimnis gehört nicht hierher: NAME=${NAME} wird dort gelesen, wo das Ausrollen beginnt.</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>User or UID:GID; empty: the image&apos;s own.</source>
        <translation>Benutzer oder UID:GID; leer: der des Abbilds.</translation>
    </message>
    <message>
        <source>Working folder</source>
        <translation>Arbeitsordner</translation>
    </message>
    <message>
        <source>Absolute; empty: the image&apos;s own.</source>
        <translation>Absolut; leer: der des Abbilds.</translation>
    </message>
    <message>
        <source>Published ports</source>
        <translation>Veröffentlichte Ports</translation>
    </message>
    <message>
        <source>[HOST_IP:][HOST_PORT:]PORT, one an entry; on 127.0.0.1 unless an address is given, and the engine chooses a port that is not given.</source>
        <translation>[HOST_IP:][HOST_PORT:]PORT, je einer pro Eintrag; auf 127.0.0.1, wenn keine Adresse angegeben ist, und die Engine wählt einen Port, der fehlt.</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <source>Mounts</source>
        <translation>Einhängungen</translation>
    </message>
    <message>
        <source>VOLUME:/PATH or VOLUME:/PATH:ro, one an entry.</source>
        <translation>VOLUME:/PFAD oder VOLUME:/PFAD:ro, je eine pro Eintrag.</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>Port</translation>
    </message>
    <message>
        <source>Port it listens on; a default that is taken in its pod moves up.</source>
        <translation>Port, auf dem er hört; eine Vorgabe, die im Pod vergeben ist, rückt weiter.</translation>
    </message>
    <message>
        <source>Protocol</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>What it answers; tcp is any other protocol, of which only the connection is known: before replicas each is carried whole to one of them.</source>
        <translation>Was er beantwortet; tcp ist jedes andere Protokoll, von dem nur die Verbindung bekannt ist: Vor Replikaten wird jede ganz zu einer von ihnen getragen.</translation>
    </message>
    <message>
        <source>Service time</source>
        <translation>Bedienzeit</translation>
    </message>
    <message>
        <source>Time that a request keeps one slot busy.</source>
        <translation>So lange belegt eine Anfrage einen Platz.</translation>
    </message>
    <message>
        <source>Behaviour</source>
        <translation>Verhalten</translation>
    </message>
    <message>
        <source>Concurrency</source>
        <translation>Gleichzeitigkeit</translation>
    </message>
    <message>
        <source>Requests served at once; 0 is unbounded.</source>
        <translation>Gleichzeitig bediente Anfragen; 0 ist unbegrenzt.</translation>
    </message>
    <message>
        <source>Queue limit</source>
        <translation>Grenze der Warteschlange</translation>
    </message>
    <message>
        <source>Requests that wait; more are refused.</source>
        <translation>So viele Anfragen warten; weitere werden abgewiesen.</translation>
    </message>
    <message>
        <source>Failure rate</source>
        <translation>Fehlerrate</translation>
    </message>
    <message>
        <source>Fraction of requests that fail, 0 to 1.</source>
        <translation>Anteil der Anfragen, die scheitern, 0 bis 1.</translation>
    </message>
    <message>
        <source>Reply size</source>
        <translation>Antwortgröße</translation>
    </message>
    <message>
        <source>Size of an answer.</source>
        <translation>Größe einer Antwort.</translation>
    </message>
    <message>
        <source>Whether the calls of a request go out one after another or all at once.</source>
        <translation>Ob die Aufrufe einer Anfrage nacheinander oder alle zugleich hinausgehen.</translation>
    </message>
    <message>
        <source>Log line</source>
        <translation>Protokollzeile</translation>
    </message>
    <message>
        <source>Size of the line written for each request; 0 writes none. Synthetic services only.</source>
        <translation>Größe der Zeile, die zu jeder Anfrage geschrieben wird; 0 schreibt keine. Nur künstliche Dienste.</translation>
    </message>
    <message>
        <source>Logs</source>
        <translation>Protokolle</translation>
    </message>
    <message>
        <source>Log file</source>
        <translation>Protokolldatei</translation>
    </message>
    <message>
        <source>Absolute path below one of its mounts, where the lines go.</source>
        <translation>Absoluter Pfad unter einer der Einhängungen, wohin die Zeilen gehen.</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Key skew</source>
        <translation>Schiefe der Schlüssel</translation>
    </message>
    <message>
        <source>Exponent of Zipf&apos;s law over the keys; 0 is uniform.</source>
        <translation>Exponent des Zipfschen Gesetzes über die Schlüssel; 0 ist gleichverteilt.</translation>
    </message>
    <message>
        <source>Writes</source>
        <translation>Schreibanteil</translation>
    </message>
    <message>
        <source>Fraction of memcache calls that set a key.</source>
        <translation>Anteil der memcache-Aufrufe, die einen Schlüssel setzen.</translation>
    </message>
    <message>
        <source>Value size</source>
        <translation>Wertgröße</translation>
    </message>
    <message>
        <source>Size of a value that it sets.</source>
        <translation>Größe eines gesetzten Werts.</translation>
    </message>
    <message>
        <source>Load</source>
        <translation>Last</translation>
    </message>
    <message>
        <source>A load generator. Open loop: it sends at its rate whatever comes back, and latency counts from the intended instant (no coordinated omission). Closed loop: each user waits for the answer and thinks before the next request.</source>
        <translation>Ein Lastgenerator. Offen: Er sendet mit seiner Rate, was auch zurückkommt, und die Latenz zählt ab dem geplanten Augenblick. Geschlossen: Jeder Nutzer wartet auf die Antwort und denkt nach, bevor er wieder fragt.</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>Arrivals</source>
        <translation>Ankünfte</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Rate</translation>
    </message>
    <message>
        <source>/s</source>
        <translation>/s</translation>
    </message>
    <message>
        <source>Requests per second over all targets together; open loop.</source>
        <translation>Anfragen pro Sekunde über alle Ziele zusammen; offen.</translation>
    </message>
    <message>
        <source>Users</source>
        <translation>Nutzer</translation>
    </message>
    <message>
        <source>Closed loop: users at once.</source>
        <translation>Geschlossen: gleichzeitige Nutzer.</translation>
    </message>
    <message>
        <source>Think time</source>
        <translation>Denkzeit</translation>
    </message>
    <message>
        <source>Closed loop: between an answer and the user&apos;s next request.</source>
        <translation>Geschlossen: zwischen einer Antwort und der nächsten Anfrage des Nutzers.</translation>
    </message>
    <message>
        <source>Request size</source>
        <translation>Anfragegröße</translation>
    </message>
    <message>
        <source>Size of a request.</source>
        <translation>Größe einer Anfrage.</translation>
    </message>
    <message>
        <source>Most in flight</source>
        <translation>Höchstens unterwegs</translation>
    </message>
    <message>
        <source>Requests that wait for an answer; more are counted as failed and not sent.</source>
        <translation>Anfragen, die auf eine Antwort warten; weitere zählen als gescheitert und werden nicht gesendet.</translation>
    </message>
    <message>
        <source>memcached</source>
        <translation>memcached</translation>
    </message>
    <message>
        <source>A memcached server. Without its image a small cache of ours speaks the same protocol.</source>
        <translation>Ein memcached-Server. Ohne sein Abbild spricht ein kleiner Cache von uns dasselbe Protokoll.</translation>
    </message>
    <message>
        <source>Image with tag; the engine must have it, or a stand-in takes its place.</source>
        <translation>Abbild mit Marke; die Engine muss es haben, sonst tritt ein Ersatzdienst an seine Stelle.</translation>
    </message>
    <message>
        <source>Hit ratio</source>
        <translation>Trefferquote</translation>
    </message>
    <message>
        <source>Fraction of keys never set that are found all the same; simulator only.</source>
        <translation>Anteil nie gesetzter Schlüssel, die trotzdem gefunden werden; nur im Simulator.</translation>
    </message>
    <message>
        <source>Kill</source>
        <translation>Töten</translation>
    </message>
    <message>
        <source>Ends the target at once, without a chance to finish (SIGKILL); it is started again after the given time.</source>
        <translation>Beendet das Ziel sofort, ohne Gelegenheit zum Abschluss (SIGKILL); nach der angegebenen Zeit startet es wieder.</translation>
    </message>
    <message>
        <source>At</source>
        <translation>Um</translation>
    </message>
    <message>
        <source>Since the start of the run.</source>
        <translation>Seit Beginn des Laufs.</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Down for</source>
        <translation>Ausfall für</translation>
    </message>
    <message>
        <source>Until it is started again; 0: it stays down.</source>
        <translation>Bis zum Neustart; 0: Es bleibt aus.</translation>
    </message>
    <message>
        <source>Restart</source>
        <translation>Neu starten</translation>
    </message>
    <message>
        <source>Stops the target in good order, then starts it again.</source>
        <translation>Hält das Ziel geordnet an und startet es dann wieder.</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>For</source>
        <translation>Für</translation>
    </message>
    <message>
        <source>Until it goes on.</source>
        <translation>Bis es weitergeht.</translation>
    </message>
    <message>
        <source>Replicate</source>
        <translation>Replizieren</translation>
    </message>
    <message>
        <source>Starts the next spare replica of the target, a pod that has some; once it is ready, its front gives it requests as well. In the simulator only.</source>
        <translation>Startet das nächste Ersatzreplikat des Ziels, eines Pods, der welche hat; sobald es bereit ist, gibt seine Front auch ihm Anfragen. Nur im Simulator.</translation>
    </message>
    <message>
        <source>Partition</source>
        <translation>Trennung</translation>
    </message>
    <message>
        <source>Cuts the target off: no message in or out of its pods, or over the link.</source>
        <translation>Schneidet das Ziel ab: keine Nachricht in seine Pods oder aus ihnen, oder über die Verbindung.</translation>
    </message>
    <message>
        <source>Until it is healed.</source>
        <translation>Bis sie geheilt ist.</translation>
    </message>
    <message>
        <source>Memcache ambassador</source>
        <translation>Memcache-Botschafter</translation>
    </message>
    <message>
        <source>Ambassador (section 4.2): a proxy in the same pod, so that the main container speaks to one memcached on localhost while its keys are spread over many servers, placed exactly as twemproxy places them. Use it when the main container should not know the sharding.</source>
        <translation>Botschafter (Abschnitt 4.2): ein Stellvertreter im selben Pod, so dass der Hauptcontainer mit einem memcached auf localhost spricht, während seine Schlüssel auf viele Server verteilt werden, genau wie twemproxy sie verteilt. Dann nützlich, wenn der Hauptcontainer die Aufteilung nicht kennen soll.</translation>
    </message>
    <message>
        <source>Servers</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Key hash</source>
        <translation>Streuwert der Schlüssel</translation>
    </message>
    <message>
        <source>As in twemproxy.</source>
        <translation>Wie in twemproxy.</translation>
    </message>
    <message>
        <source>Ring</source>
        <translation>Ring</translation>
    </message>
    <message>
        <source>Distribution</source>
        <translation>Verteilung</translation>
    </message>
    <message>
        <source>How a hash chooses a server; ketama moves few keys when servers change.</source>
        <translation>Wie ein Streuwert einen Server wählt; ketama bewegt wenige Schlüssel, wenn Server wechseln.</translation>
    </message>
    <message>
        <source>Eject servers</source>
        <translation>Server ausschließen</translation>
    </message>
    <message>
        <source>Take a server that fails out of the ring for the retry time-out.</source>
        <translation>Einen gescheiterten Server für die Wiederholfrist aus dem Ring nehmen.</translation>
    </message>
    <message>
        <source>Failures</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Failure limit</source>
        <translation>Fehlergrenze</translation>
    </message>
    <message>
        <source>Failures one after another until a server is ejected.</source>
        <translation>So viele Fehler nacheinander, bis ein Server ausgeschlossen wird.</translation>
    </message>
    <message>
        <source>Retry time-out</source>
        <translation>Wiederholfrist</translation>
    </message>
    <message>
        <source>How long an ejected server stays out.</source>
        <translation>Wie lange ein ausgeschlossener Server draußen bleibt.</translation>
    </message>
    <message>
        <source>Overhead</source>
        <translation>Aufwand</translation>
    </message>
    <message>
        <source>Time that a pass through the proxy takes, in the simulator.</source>
        <translation>Zeit für einen Durchgang durch den Stellvertreter, im Simulator.</translation>
    </message>
    <message>
        <source>Adapter</source>
        <translation>Adapter</translation>
    </message>
    <message>
        <source>Adapter (section 4.3): reads the figures of a container in its own format and offers them as Prometheus text, so that one monitor reads every container alike. A malformed line or a limit passed fails the whole scrape: up 0 and the reason, never half a scrape.</source>
        <translation>Adapter (Abschnitt 4.3): liest die Werte eines Containers in dessen Format und bietet sie als Prometheus-Text an, so dass ein Monitor jeden Container gleich liest. Eine fehlerhafte Zeile oder überschrittene Grenze lässt die ganze Abfrage scheitern: up 0 und der Grund, nie eine halbe Abfrage.</translation>
    </message>
    <message>
        <source>Metrics</source>
        <translation>Messwerte</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Prefix</source>
        <translation>Vorsilbe</translation>
    </message>
    <message>
        <source>Of the names of metrics; empty: by the format.</source>
        <translation>Der Namen der Werte; leer: nach dem Format.</translation>
    </message>
    <message>
        <source>Scrape time-out</source>
        <translation>Zeitgrenze der Abfrage</translation>
    </message>
    <message>
        <source>After it the scrape fails.</source>
        <translation>Danach scheitert die Abfrage.</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>Grenzen</translation>
    </message>
    <message>
        <source>Body limit</source>
        <translation>Größe der Antwort</translation>
    </message>
    <message>
        <source>Largest answer of the source.</source>
        <translation>Größte Antwort der Quelle.</translation>
    </message>
    <message>
        <source>Health command</source>
        <translation>Gesundheitsbefehl</translation>
    </message>
    <message>
        <source>A program and its arguments, one an entry, that GET /health runs in its image, without a shell: status 0 is 200, another or none in time is 500 with the last line that it wrote.</source>
        <translation>Ein Programm und seine Argumente, je Eintrag eines, das GET /health in seinem Image ausführt, ohne Shell: Status 0 ist 200; ein anderer, oder keiner in der Zeit, ist 500 mit der letzten Zeile, die es schrieb.</translation>
    </message>
    <message>
        <source>Your own image, in which the health command runs.</source>
        <translation>Ihr eigenes Image, in dem der Gesundheitsbefehl läuft.</translation>
    </message>
    <message>
        <source>Sample limit</source>
        <translation>Grenze der Werte</translation>
    </message>
    <message>
        <source>Most samples in a scrape.</source>
        <translation>Höchstens so viele Werte in einer Abfrage.</translation>
    </message>
    <message>
        <source>Label limit</source>
        <translation>Grenze der Etiketten</translation>
    </message>
    <message>
        <source>Most labels of a sample.</source>
        <translation>Höchstens so viele Etiketten an einem Wert.</translation>
    </message>
    <message>
        <source>Label length</source>
        <translation>Länge der Etiketten</translation>
    </message>
    <message>
        <source>bytes</source>
        <translation>Bytes</translation>
    </message>
    <message>
        <source>Longest label name or value.</source>
        <translation>Längster Name oder Wert eines Etiketts.</translation>
    </message>
    <message>
        <source>Log saver</source>
        <translation>Protokollsicherung</translation>
    </message>
    <message>
        <source>Sidecar (section 4.1): reads the log files that the main container writes to a shared volume and ships them to a sink, at least once. Killing it does not touch the main container; the main container needs to know nothing of it.</source>
        <translation>Beiwagen (Abschnitt 4.1): liest die Protokolldateien, die der Hauptcontainer auf ein gemeinsames Volume schreibt, und liefert sie mindestens einmal an eine Senke. Ihn zu töten berührt den Hauptcontainer nicht; der braucht nichts von ihm zu wissen.</translation>
    </message>
    <message>
        <source>Sink</source>
        <translation>Senke</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Absolute path of the file to follow, below one of its mounts.</source>
        <translation>Absoluter Pfad der Datei, der gefolgt wird, unter einer der Einhängungen.</translation>
    </message>
    <message>
        <source>Line limit</source>
        <translation>Zeilengrenze</translation>
    </message>
    <message>
        <source>A longer line is cut, with a mark.</source>
        <translation>Eine längere Zeile wird gekürzt, mit einem Zeichen dafür.</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>Bündel</translation>
    </message>
    <message>
        <source>lines</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Most lines in one delivery.</source>
        <translation>Höchstens so viele Zeilen in einer Lieferung.</translation>
    </message>
    <message>
        <source>Delivery</source>
        <translation>Lieferung</translation>
    </message>
    <message>
        <source>Flush every</source>
        <translation>Liefern alle</translation>
    </message>
    <message>
        <source>Longest that a line waits for others.</source>
        <translation>So lange wartet eine Zeile höchstens auf andere.</translation>
    </message>
    <message>
        <source>Buffer</source>
        <translation>Puffer</translation>
    </message>
    <message>
        <source>Kept while the sink is away; beyond it the oldest lines are dropped and counted.</source>
        <translation>Wird behalten, solange die Senke fort ist; darüber hinaus werden die ältesten Zeilen verworfen und gezählt.</translation>
    </message>
    <message>
        <source>Retry after</source>
        <translation>Wiederholen nach</translation>
    </message>
    <message>
        <source>After a delivery that failed; doubles up to 30 s.</source>
        <translation>Nach einer gescheiterten Lieferung; verdoppelt sich bis 30 s.</translation>
    </message>
    <message>
        <source>Leader election</source>
        <translation>Leiterwahl</translation>
    </message>
    <message>
        <source>Leader election (section 5.1): an elector beside the main container in each replica. They agree on one leader; the main container asks over localhost who it is. Give its pod 3 or 5 replicas.</source>
        <translation>Leiterwahl (Abschnitt 5.1): ein Wahlhelfer neben dem Hauptcontainer in jedem Replikat. Sie einigen sich auf einen Leiter; der Hauptcontainer fragt über localhost, wer es ist. Der Pod sollte 3 oder 5 Replikate haben.</translation>
    </message>
    <message>
        <source>Election</source>
        <translation>Wahl</translation>
    </message>
    <message>
        <source>Electors of the same name vote together; empty: the replicas of this pod.</source>
        <translation>Wahlhelfer desselben Namens wählen gemeinsam; leer: die Replikate dieses Pods.</translation>
    </message>
    <message>
        <source>Least election time-out</source>
        <translation>Kürzeste Wahlfrist</translation>
    </message>
    <message>
        <source>Silence of the leader after which a member stands for election, at least.</source>
        <translation>So lange schweigt der Leiter mindestens, bis sich ein Mitglied zur Wahl stellt.</translation>
    </message>
    <message>
        <source>Timings</source>
        <translation>Zeiten</translation>
    </message>
    <message>
        <source>Greatest election time-out</source>
        <translation>Längste Wahlfrist</translation>
    </message>
    <message>
        <source>Likewise, at most; each member draws anew.</source>
        <translation>Ebenso, höchstens; jedes Mitglied lost neu.</translation>
    </message>
    <message>
        <source>Lease</source>
        <translation>Lease</translation>
    </message>
    <message>
        <source>How long a leader may act after a heartbeat that a majority acknowledged; less than the least election time-out.</source>
        <translation>Wie lange ein Leiter nach einem von der Mehrheit bestätigten Herzschlag handeln darf; weniger als die kürzeste Wahlfrist.</translation>
    </message>
    <message>
        <source>Heartbeat</source>
        <translation>Herzschlag</translation>
    </message>
    <message>
        <source>Between two heartbeats of the leader.</source>
        <translation>Zwischen zwei Herzschlägen des Leiters.</translation>
    </message>
    <message>
        <source>Work queue</source>
        <translation>Arbeitswarteschlange</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>Aufgaben</translation>
    </message>
    <message>
        <source>Time to run</source>
        <translation>Bearbeitungszeit</translation>
    </message>
    <message>
        <source>A worker that keeps a task longer without a touch loses it.</source>
        <translation>Ein Arbeiter, der eine Aufgabe länger ohne Lebenszeichen behält, verliert sie.</translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>Versuche</translation>
    </message>
    <message>
        <source>Then the task is a dead letter.</source>
        <translation>Danach ist die Aufgabe unzustellbar.</translation>
    </message>
    <message>
        <source>Back-off</source>
        <translation>Wartezeit</translation>
    </message>
    <message>
        <source>Before the first retry; doubles, up to 5 min.</source>
        <translation>Vor der ersten Wiederholung; verdoppelt sich, bis 5 min.</translation>
    </message>
    <message>
        <source>Capacity</source>
        <translation>Fassungsvermögen</translation>
    </message>
    <message>
        <source>Tasks not completed; more are refused with 429.</source>
        <translation>Nicht erledigte Aufgaben; weitere werden mit 429 abgewiesen.</translation>
    </message>
    <message>
        <source>Ageing</source>
        <translation>Alterung</translation>
    </message>
    <message>
        <source>A waiting task gains one priority per step.</source>
        <translation>Eine wartende Aufgabe gewinnt eine Priorität je Schritt.</translation>
    </message>
    <message>
        <source>Worker</source>
        <translation>Arbeiter</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Warteschlange</translation>
    </message>
    <message>
        <source>Your own image, in which the command runs; empty: synthetic work.</source>
        <translation>Ihr eigenes Abbild, in dem der Befehl läuft; leer: künstliche Arbeit.</translation>
    </message>
    <message>
        <source>NAME=VALUE, one an entry.</source>
        <translation>NAME=WERT, je einer pro Eintrag.</translation>
    </message>
    <message>
        <source>Slots</source>
        <translation>Plätze</translation>
    </message>
    <message>
        <source>Tasks at once.</source>
        <translation>Gleichzeitige Aufgaben.</translation>
    </message>
    <message>
        <source>Work time</source>
        <translation>Arbeitszeit</translation>
    </message>
    <message>
        <source>Of a task, in the simulator and for synthetic work.</source>
        <translation>Einer Aufgabe, im Simulator und bei künstlicher Arbeit.</translation>
    </message>
    <message>
        <source>Fraction of tasks that fail, 0 to 1.</source>
        <translation>Anteil der Aufgaben, die scheitern, 0 bis 1.</translation>
    </message>
    <message>
        <source>Wait for a task</source>
        <translation>Auf eine Aufgabe warten</translation>
    </message>
    <message>
        <source>How long one request for a task waits at the queue.</source>
        <translation>Wie lange eine Anfrage nach einer Aufgabe an der Warteschlange wartet.</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>Dokument</translation>
    </message>
    <message>
        <source>Settings of the whole drawing and of its simulation.</source>
        <translation>Einstellungen der ganzen Zeichnung und ihrer Simulation.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Title of the drawing; the default name of its deployment.</source>
        <translation>Titel der Zeichnung; vorgegebener Name ihres Rollouts.</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>What the drawing shows, in a few sentences.</source>
        <translation>Was die Zeichnung zeigt, in einigen Sätzen.</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>Length of a run, warm-up included.</source>
        <translation>Länge eines Laufs, mit Anlauf.</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>Warm-up</source>
        <translation>Anlauf</translation>
    </message>
    <message>
        <source>Time at the start that the figures leave out.</source>
        <translation>Zeit am Anfang, die in den Messwerten fehlt.</translation>
    </message>
    <message>
        <source>Pause at</source>
        <translation>Anhalten bei</translation>
    </message>
    <message>
        <source>A simulation that is watched goes to this instant at once and waits there. 0: it does not.</source>
        <translation>Eine Simulation, der man zusieht, geht sofort zu diesem Zeitpunkt und wartet dort. 0: sie tut es nicht.</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>Equal seeds give equal simulations, byte for byte.</source>
        <translation>Gleiche Startwerte geben gleiche Simulationen, Byte für Byte.</translation>
    </message>
    <message>
        <source>Pod</source>
        <translation>Pod</translation>
    </message>
    <message>
        <source>Containers that are placed together: they share one network address, so that they reach each other over localhost, and may share volumes. With replicas, callers reach the pod through a front that balances over them.</source>
        <translation>Container, die zusammen platziert werden: Sie teilen eine Netzadresse, erreichen einander also über localhost, und können Volumes teilen. Bei mehreren Replikaten erreichen Rufer den Pod durch eine Front, die auf sie verteilt.</translation>
    </message>
    <message>
        <source>Replicas</source>
        <translation>Replikate</translation>
    </message>
    <message>
        <source>How many copies of the pod run.</source>
        <translation>Wie viele Kopien des Pods laufen.</translation>
    </message>
    <message>
        <source>Spare replicas</source>
        <translation>Ersatzreplikate</translation>
    </message>
    <message>
        <source>Copies beyond those that run, in the simulator: each &quot;replicate&quot; of a scenario, or by hand, starts the next one. Deployments and exports do without them.</source>
        <translation>Kopien über die hinaus, die laufen, im Simulator: Jedes „replicate“ eines Szenarios oder von Hand startet die nächste. Ausrollen und Export kommen ohne sie aus.</translation>
    </message>
    <message>
        <source>Balancing</source>
        <translation>Verteilung</translation>
    </message>
    <message>
        <source>How the front chooses a replica for a request.</source>
        <translation>Wie die Front ein Replikat für eine Anfrage wählt.</translation>
    </message>
    <message>
        <source>Stop grace</source>
        <translation>Abschlussfrist</translation>
    </message>
    <message>
        <source>Time to finish work in flight between SIGTERM and SIGKILL.</source>
        <translation>Zeit, laufende Arbeit zwischen SIGTERM und SIGKILL zu beenden.</translation>
    </message>
    <message>
        <source>Lifecycle</source>
        <translation>Lebenslauf</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>From a caller to whom it calls. Within a pod it runs over localhost.</source>
        <translation>Von einem Rufer zu dem, den er ruft. Innerhalb eines Pods über localhost.</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>Latenz</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Verlust</translation>
    </message>
    <message>
        <source>Fraction of messages that never arrive, 0 to 1, in the simulator; the caller waits until its time-out.</source>
        <translation>Anteil der Nachrichten, die nie ankommen, 0 bis 1, im Simulator; der Rufer wartet bis zu seiner Zeitgrenze.</translation>
    </message>
    <message>
        <source>Bandwidth</source>
        <translation>Bandbreite</translation>
    </message>
    <message>
        <source>Bytes per second in each direction, in the simulator; 0 is unbounded.</source>
        <translation>Bytes pro Sekunde in jeder Richtung, im Simulator; 0 ist unbegrenzt.</translation>
    </message>
    <message>
        <source>Time-out</source>
        <translation>Zeitgrenze</translation>
    </message>
    <message>
        <source>How long the caller waits for an answer.</source>
        <translation>Wie lange der Rufer auf eine Antwort wartet.</translation>
    </message>
    <message>
        <source>Calls per request</source>
        <translation>Aufrufe je Anfrage</translation>
    </message>
    <message>
        <source>Calls that the caller makes for each request it serves; a fraction is a chance.</source>
        <translation>Aufrufe, die der Rufer für jede bediente Anfrage macht; ein Bruch ist eine Wahrscheinlichkeit.</translation>
    </message>
    <message>
        <source>Server name</source>
        <translation>Servername</translation>
    </message>
    <message>
        <source>Name of the server in a memcache ring; by default HOST, or HOST:PORT when the port is not 11211, as twemproxy does.</source>
        <translation>Name des Servers in einem memcache-Ring; vorgegeben HOST, oder HOST:PORT, wenn der Port nicht 11211 ist, wie bei twemproxy.</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>Gewicht</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>Volume</translation>
    </message>
    <message>
        <source>A folder that containers share; they name it in their mounts.</source>
        <translation>Ein Ordner, den Container teilen; sie nennen ihn in ihren Einhängungen.</translation>
    </message>
    <message>
        <source>Scope</source>
        <translation>Reichweite</translation>
    </message>
    <message>
        <source>pod: one for each replica; shared: one for all; auto: shared when more than one pod mounts it.</source>
        <translation>pod: eines je Replikat; shared: eines für alle; auto: shared, wenn mehr als ein Pod es einhängt.</translation>
    </message>
    <message>
        <source>Folder on the host</source>
        <translation>Ordner auf dem Rechner</translation>
    </message>
    <message>
        <source>A bind mount of this folder, from the document&apos;s folder when relative; empty: the engine keeps the volume.</source>
        <translation>Dieser Ordner wird eingehängt, relativ zum Ordner des Dokuments; leer: Die Engine verwahrt das Volume.</translation>
    </message>
    <message>
        <source>Size limit</source>
        <translation>Größengrenze</translation>
    </message>
    <message>
        <source>Memory limit</source>
        <translation>Speichergrenze</translation>
    </message>
    <message>
        <source>The engine kills the container beyond it; 0 is no limit.</source>
        <translation>Darüber tötet die Engine den Container; 0 ist keine Grenze.</translation>
    </message>
    <message>
        <source>Processor limit</source>
        <translation>Prozessorgrenze</translation>
    </message>
    <message>
        <source>cores</source>
        <translation>Kerne</translation>
    </message>
    <message>
        <source>Most processor time per second; 0 is no limit.</source>
        <translation>Höchste Prozessorzeit pro Sekunde; 0 ist keine Grenze.</translation>
    </message>
    <message>
        <source>Until it is over.</source>
        <translation>Bis es vorbei ist.</translation>
    </message>
    <message>
        <source>Flapping period</source>
        <translation>Periode des Flatterns</translation>
    </message>
    <message>
        <source>It comes and goes with this period; 0: it is there all the time.</source>
        <translation>Kommt und geht mit dieser Periode; 0: die ganze Zeit da.</translation>
    </message>
    <message>
        <source>Share of the period</source>
        <translation>Anteil der Periode</translation>
    </message>
    <message>
        <source>For how much of each flapping period it is there, 0 to 1.</source>
        <translation>Wie viel jeder Periode es da ist, 0 bis 1.</translation>
    </message>
    <message>
        <source>Away from</source>
        <translation>Getrennt von</translation>
    </message>
    <message>
        <source>Pods, replicas or containers at the other end; empty: all there are.</source>
        <translation>Pods, Replikate oder Container am anderen Ende; leer: alle.</translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>Richtung</translation>
    </message>
    <message>
        <source>Messages to the target (in: it is deaf), from it (out: it is mute), or both.</source>
        <translation>Nachrichten an das Ziel (in: es ist taub), von ihm (out: es ist stumm), oder beide.</translation>
    </message>
    <message>
        <source>Out of memory</source>
        <translation>Speicher erschöpft</translation>
    </message>
    <message>
        <source>The kernel ends the target for want of memory (status 137); it is started again after the given time. In the simulator only.</source>
        <translation>Der Kern beendet das Ziel, weil der Speicher fehlt (Status 137); nach der angegebenen Zeit wird es wieder gestartet. Nur im Simulator.</translation>
    </message>
    <message>
        <source>Crash at a write</source>
        <translation>Absturz beim Schreiben</translation>
    </message>
    <message>
        <source>From its time on the target crashes at its next write to the disk: before a byte of it is there, in the middle (a torn tail), or after the sync and before anything that rests on it. In the simulator only.</source>
        <translation>Ab diesem Zeitpunkt stürzt das Ziel beim nächsten Schreiben auf die Platte ab: bevor ein Byte dort ist, mittendrin (abgerissenes Ende) oder nach dem Sichern und vor allem, was darauf beruht. Nur im Simulator.</translation>
    </message>
    <message>
        <source>Moment</source>
        <translation>Augenblick</translation>
    </message>
    <message>
        <source>Before the sync, in the midst of the write, or after the sync.</source>
        <translation>Vor dem Sichern, mitten im Schreiben oder nach dem Sichern.</translation>
    </message>
    <message>
        <source>Disk</source>
        <translation>Platte</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>Trennen</translation>
    </message>
    <message>
        <source>Cuts the target off from the others named, one way or both, once or again and again. Several of them make a split into groups, a chain, a star or a bridge.</source>
        <translation>Trennt das Ziel von den genannten anderen, in eine Richtung oder beide, einmal oder immer wieder. Mehrere davon ergeben Gruppen, eine Kette, einen Stern oder eine Brücke.</translation>
    </message>
    <message>
        <source>Bad network</source>
        <translation>Schlechtes Netz</translation>
    </message>
    <message>
        <source>Messages between the target and the others named are late, lost, doubled, overtaken or squeezed through a narrow line.</source>
        <translation>Nachrichten zwischen dem Ziel und den genannten anderen kommen spät, gar nicht, doppelt, überholt oder durch eine enge Leitung.</translation>
    </message>
    <message>
        <source>Added latency</source>
        <translation>Zusätzliche Latenz</translation>
    </message>
    <message>
        <source>Of each message, on top of the link&apos;s own.</source>
        <translation>Jeder Nachricht, zu der der Verbindung hinzu.</translation>
    </message>
    <message>
        <source>Fraction of messages that never arrive, 0 to 1.</source>
        <translation>Anteil der Nachrichten, die nie ankommen, 0 bis 1.</translation>
    </message>
    <message>
        <source>Doubled</source>
        <translation>Verdoppelt</translation>
    </message>
    <message>
        <source>Fraction of messages between electors that come twice, 0 to 1.</source>
        <translation>Anteil der Nachrichten zwischen Wählern, die zweimal kommen, 0 bis 1.</translation>
    </message>
    <message>
        <source>Held back</source>
        <translation>Zurückgehalten</translation>
    </message>
    <message>
        <source>Fraction of messages that later ones overtake, 0 to 1.</source>
        <translation>Anteil der Nachrichten, die von späteren überholt werden, 0 bis 1.</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Nachrichten</translation>
    </message>
    <message>
        <source>Only these are hit: all, one kind of those between electors, requests, or answers.</source>
        <translation>Nur diese sind betroffen: alle, eine Art derer zwischen Electors, Anfragen oder Antworten.</translation>
    </message>
    <message>
        <source>Held back for</source>
        <translation>Zurückgehalten für</translation>
    </message>
    <message>
        <source>How late the doubled and those held back come.</source>
        <translation>Wie spät die verdoppelten und zurückgehaltenen kommen.</translation>
    </message>
    <message>
        <source>Bytes per second of each link in each direction; 0 is the link&apos;s own.</source>
        <translation>Bytes je Sekunde jeder Verbindung in jede Richtung; 0: wie die Verbindung.</translation>
    </message>
    <message>
        <source>Bad disk</source>
        <translation>Schlechte Platte</translation>
    </message>
    <message>
        <source>The target&apos;s disk is full, slow, or lies: it acknowledges writes that a crash takes away (no pattern can stand that), in the simulator only.</source>
        <translation>Die Platte des Ziels ist voll, langsam, oder sie lügt: Sie bestätigt, was ein Absturz fortnimmt (das hält kein Muster aus), nur im Simulator.</translation>
    </message>
    <message>
        <source>How</source>
        <translation>Wie</translation>
    </message>
    <message>
        <source>Writes fail, take long, or are lost at a crash.</source>
        <translation>Schreiben schlägt fehl, dauert lange, oder geht bei einem Absturz verloren.</translation>
    </message>
    <message>
        <source>Time of a write</source>
        <translation>Zeit eines Schreibens</translation>
    </message>
    <message>
        <source>Of a slow disk, until a write is synced.</source>
        <translation>Einer langsamen Platte, bis das Geschriebene gesichert ist.</translation>
    </message>
    <message>
        <source>Wrong clock</source>
        <translation>Falsche Uhr</translation>
    </message>
    <message>
        <source>Its seconds in a true second.</source>
        <translation>Ihre Sekunden in einer wahren Sekunde.</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>Uhr</translation>
    </message>
    <message>
        <source>Jump</source>
        <translation>Sprung</translation>
    </message>
    <message>
        <source>How far it jumps ahead at the beginning.</source>
        <translation>Wie weit sie am Anfang vorspringt.</translation>
    </message>
    <message>
        <source>Slow processor</source>
        <translation>Langsamer Prozessor</translation>
    </message>
    <message>
        <source>The target needs the given time for each message, request and timer; what comes meanwhile waits.</source>
        <translation>Das Ziel braucht die angegebene Zeit für jede Nachricht, jede Anfrage und jeden Zeitgeber; was inzwischen kommt, wartet.</translation>
    </message>
    <message>
        <source>Change of load</source>
        <translation>Änderung der Last</translation>
    </message>
    <message>
        <source>The target, a load generator, sends many times as much as it would, or less, or nothing; of a closed loop it is the users that are many times as many.</source>
        <translation>Das Ziel, ein Lastgenerator, sendet ein Vielfaches dessen, was es sonst sendet, oder weniger, oder nichts; in der geschlossenen Schleife vervielfachen sich die Benutzer.</translation>
    </message>
    <message>
        <source>Factor</source>
        <translation>Faktor</translation>
    </message>
    <message>
        <source>By which rate or users are multiplied; 0: silence.</source>
        <translation>Womit Rate oder Benutzer malgenommen werden; 0: Stille.</translation>
    </message>
    <message>
        <source>How requests follow each other: at random, evenly, each user after an answer, or as recorded.</source>
        <translation>Wie Anfragen einander folgen: zufällig, gleichmäßig, jeder Benutzer nach einer Antwort, oder wie aufgezeichnet.</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>How the rate of random and even arrivals changes. ramp: to the peak within the period, then it stays. bursts: each period begins with one at the peak. daily: a wave from the rate up to the peak and back in each period.</source>
        <translation>Wie sich die Rate zufälliger und gleichmäßiger Ankünfte ändert. ramp: in der Periode auf die Spitze, und dort bleibt sie. bursts: jede Periode beginnt mit einem Schwall in Höhe der Spitze. daily: in jeder Periode eine Welle von der Rate zur Spitze und zurück.</translation>
    </message>
    <message>
        <source>Peak rate</source>
        <translation>Spitzenrate</translation>
    </message>
    <message>
        <source>Requests per second at the end of a ramp, in a burst, at noon.</source>
        <translation>Anfragen je Sekunde am Ende einer Rampe, in einem Schwall, am Mittag.</translation>
    </message>
    <message>
        <source>Of bursts and waves; of a ramp, how long it climbs.</source>
        <translation>Von Schwällen und Wellen; bei einer Rampe, wie lange sie steigt.</translation>
    </message>
    <message>
        <source>Burst</source>
        <translation>Schwall</translation>
    </message>
    <message>
        <source>How long each burst lasts.</source>
        <translation>Wie lange jeder Schwall dauert.</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>Profil</translation>
    </message>
    <message>
        <source>daily: requests per second in equal parts of the period, in place of the wave; 24 of them are the hours of a day.</source>
        <translation>daily: Anfragen je Sekunde in gleichen Teilen der Periode, anstelle der Welle; 24 davon sind die Stunden eines Tages.</translation>
    </message>
    <message>
        <source>Requests that come at the same instant; the rate counts requests.</source>
        <translation>Anfragen, die im selben Augenblick kommen; die Rate zählt Anfragen.</translation>
    </message>
    <message>
        <source>Trace</source>
        <translation>Aufzeichnung</translation>
    </message>
    <message>
        <source>Recorded times between requests, like 12ms 3.5ms 0s 1s; at most 50,000. bayplanctl fit --trace makes them out of a CSV file.</source>
        <translation>Aufgezeichnete Zeiten zwischen Anfragen, wie 12ms 3.5ms 0s 1s; höchstens 50.000. bayplanctl fit --trace macht sie aus einer CSV-Datei.</translation>
    </message>
    <message>
        <source>Again</source>
        <translation>Von vorn</translation>
    </message>
    <message>
        <source>At its end the trace begins again.</source>
        <translation>An ihrem Ende beginnt die Aufzeichnung von vorn.</translation>
    </message>
    <message>
        <source>Cores of a host</source>
        <translation>Kerne eines Rechners</translation>
    </message>
    <message>
        <source>In the simulator, the containers on a host share that many cores by their limits and weights: service and work times are processor time. 0: each has what it needs.</source>
        <translation>Im Simulator teilen sich die Container eines Rechners so viele Kerne nach ihren Grenzen und Gewichten: Bedien- und Arbeitszeiten sind Prozessorzeit. 0: jeder hat, was er braucht.</translation>
    </message>
    <message>
        <source>Processors</source>
        <translation>Prozessoren</translation>
    </message>
    <message>
        <source>Hosts</source>
        <translation>Rechner</translation>
    </message>
    <message>
        <source>Names of the hosts whose cores it shares in the simulator, replicas in turn; empty: one for all pods that name none. The drawing says how many cores a host has.</source>
        <translation>Namen der Rechner, deren Kerne er im Simulator mitbenutzt, die Replikate der Reihe nach; leer: einer für alle Pods, die keinen nennen. Wie viele Kerne ein Rechner hat, sagt die Zeichnung.</translation>
    </message>
    <message>
        <source>Jitter</source>
        <translation>Schwankung</translation>
    </message>
    <message>
        <source>Each message is late by something between 0 and this, on top of the latency, in the simulator; later ones may overtake it.</source>
        <translation>Jede Nachricht kommt im Simulator zusätzlich zur Latenz um etwas zwischen 0 und dieser Zeit später; spätere können sie überholen.</translation>
    </message>
    <message>
        <source>Processor weight</source>
        <translation>Prozessorgewicht</translation>
    </message>
    <message>
        <source>Its share of a host&apos;s cores when they do not suffice for all: 2 gets twice as much as 1.</source>
        <translation>Sein Anteil an den Kernen eines Rechners, wenn sie nicht für alle reichen: 2 bekommt doppelt so viel wie 1.</translation>
    </message>
    <message>
        <source>Time of a step</source>
        <translation>Zeit eines Schritts</translation>
    </message>
    <message>
        <source>Processor time of each step, one after the other.</source>
        <translation>Prozessorzeit jedes Schritts, einer nach dem anderen.</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>Prozessor</translation>
    </message>
    <message>
        <source>Balance</source>
        <translation>Verteilung</translation>
    </message>
    <message>
        <source>Of one request, with the first. What was answered with an error is tried again only when its method may be repeated.</source>
        <translation>Für eine Anfrage, den ersten mitgezählt. Was mit einem Fehler beantwortet wurde, wird nur wiederholt, wenn seine Methode das erlaubt.</translation>
    </message>
    <message>
        <source>Retries</source>
        <translation>Wiederholungen</translation>
    </message>
    <message>
        <source>Budget</source>
        <translation>Budget</translation>
    </message>
    <message>
        <source>Retries over requests, at most: more would make a bad day worse.</source>
        <translation>Wiederholungen je Anfrage, höchstens: Mehr machte einen schlechten Tag schlechter.</translation>
    </message>
    <message>
        <source>Eject after</source>
        <translation>Ausschließen nach</translation>
    </message>
    <message>
        <source>failures</source>
        <translation>Fehlern</translation>
    </message>
    <message>
        <source>Failures in a row after which a replica gets nothing; 0 is never.</source>
        <translation>Fehler hintereinander, nach denen ein Replikat nichts mehr bekommt; 0 ist nie.</translation>
    </message>
    <message>
        <source>Eject for</source>
        <translation>Ausschließen für</translation>
    </message>
    <message>
        <source>How long an ejected replica gets nothing.</source>
        <translation>Wie lange ein ausgeschlossenes Replikat nichts bekommt.</translation>
    </message>
    <message>
        <source>Eject at most</source>
        <translation>Höchstens ausschließen</translation>
    </message>
    <message>
        <source>Fraction of the replicas of a service that may be out at once.</source>
        <translation>Anteil der Replikate eines Dienstes, die zugleich ausgeschlossen sein dürfen.</translation>
    </message>
    <message>
        <source>Opens at</source>
        <translation>Öffnet bei</translation>
    </message>
    <message>
        <source>Fraction of the last calls to a service that failed; 0 is no breaker.</source>
        <translation>Anteil der letzten Aufrufe eines Dienstes, die scheiterten; 0 heißt: keine Sicherung.</translation>
    </message>
    <message>
        <source>Circuit breaker</source>
        <translation>Sicherung</translation>
    </message>
    <message>
        <source>Calls counted</source>
        <translation>Gezählte Aufrufe</translation>
    </message>
    <message>
        <source>How many of the last calls are looked at; fewer say nothing.</source>
        <translation>Wie viele der letzten Aufrufe betrachtet werden; weniger sagen nichts.</translation>
    </message>
    <message>
        <source>Open for</source>
        <translation>Offen für</translation>
    </message>
    <message>
        <source>Until the first probe. Meanwhile other services have its share; when there is none, the caller hears 503 at once.</source>
        <translation>Bis zur ersten Probe. Solange haben andere Dienste seinen Anteil; gibt es keinen, hört der Rufer sofort 503.</translation>
    </message>
    <message>
        <source>Probes</source>
        <translation>Proben</translation>
    </message>
    <message>
        <source>Good calls in a row that close it again; one bad one opens it.</source>
        <translation>Gute Aufrufe hintereinander, die sie wieder schließen; ein schlechter öffnet sie.</translation>
    </message>
    <message>
        <source>HTTP ambassador</source>
        <translation>HTTP-Botschafter</translation>
    </message>
    <message>
        <source>Ambassador (section 4.2): a proxy in the same pod, so that the main container speaks to one server on localhost while its requests are split over services by the weights of the links (90 to 10 for a trial) and balanced over the replicas of each, with retries, circuit breakers and ejection of replicas that fail.</source>
        <translation>Botschafter (Abschnitt 4.2): ein Proxy im selben Pod. Der Hauptcontainer spricht mit einem Server auf localhost, während seine Anfragen nach den Gewichten der Verbindungen auf Dienste aufgeteilt (90 zu 10 für einen Versuch) und auf deren Replikate verteilt werden, mit Wiederholungen, Sicherungen und Ausschluss von Replikaten, die scheitern.</translation>
    </message>
    <message>
        <source>Services</source>
        <translation>Dienste</translation>
    </message>
    <message>
        <source>Deadline</source>
        <translation>Frist</translation>
    </message>
    <message>
        <source>When it answers with what has come; sooner, if its own caller will not wait as long. Shards are told how much is left.</source>
        <translation>Wann sie mit dem antwortet, was da ist; früher, wenn ihr eigener Rufer nicht so lange wartet. Die Teile erfahren, wie viel übrig ist.</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>Kept back</source>
        <translation>Zurückbehalten</translation>
    </message>
    <message>
        <source>Of the caller&apos;s time, for merging and for the way back.</source>
        <translation>Von der Zeit des Rufers, für das Zusammenführen und den Rückweg.</translation>
    </message>
    <message>
        <source>Quorum</source>
        <translation>Quorum</translation>
    </message>
    <message>
        <source>Shards that must have answered, else the answer is 504. Up to 1 a fraction of them, above 1 their number.</source>
        <translation>Teile, die geantwortet haben müssen, sonst ist die Antwort 504. Bis 1 ihr Anteil, über 1 ihre Zahl.</translation>
    </message>
    <message>
        <source>Good enough</source>
        <translation>Gut genug</translation>
    </message>
    <message>
        <source>Shards after which it answers at once and takes the other questions back; counted like the quorum, 1 is all.</source>
        <translation>Teile, nach denen sie sofort antwortet und die übrigen Fragen zurücknimmt; gezählt wie das Quorum, 1 sind alle.</translation>
    </message>
    <message>
        <source>Canary</source>
        <translation>Kanarienvogel</translation>
    </message>
    <message>
        <source>Ask one shard first, and the others only when it has answered: a request that kills leaves kills one.</source>
        <translation>Zuerst einen Teil fragen, die anderen erst, wenn er geantwortet hat: Eine Anfrage, die Blätter umbringt, bringt eines um.</translation>
    </message>
    <message>
        <source>Requests at once; more are shed with 503.</source>
        <translation>Anfragen zugleich; weitere werden mit 503 abgewiesen.</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>Noch einmal fragen</translation>
    </message>
    <message>
        <source>after-quantile: a shard that is slow for its kind is asked again, and the first answer counts. tied: each is asked twice, and what still waits is taken back. Give shards replicas, and choose none where a request changes something.</source>
        <translation>after-quantile: Ein Teil, der für seine Verhältnisse langsam ist, wird noch einmal gefragt, und die erste Antwort zählt. tied: Jeder wird zweimal gefragt, und was noch wartet, wird zurückgenommen. Geben Sie den Teilen Replikate, und wählen Sie none, wo eine Anfrage etwas ändert.</translation>
    </message>
    <message>
        <source>Hedging</source>
        <translation>Absichern</translation>
    </message>
    <message>
        <source>Slow is beyond</source>
        <translation>Langsam ist jenseits von</translation>
    </message>
    <message>
        <source>Quantile of a shard&apos;s last 200 answers after which it is asked again.</source>
        <translation>Quantil der letzten 200 Antworten eines Teils, nach dem er noch einmal gefragt wird.</translation>
    </message>
    <message>
        <source>Second questions over all questions, at most; not for tied ones.</source>
        <translation>Zweite Fragen je Frage, höchstens; nicht bei tied.</translation>
    </message>
    <message>
        <source>Tied after</source>
        <translation>Zweite nach</translation>
    </message>
    <message>
        <source>Between the two of a tied pair.</source>
        <translation>Zwischen den beiden Fragen eines Paares.</translation>
    </message>
    <message>
        <source>Scatter/gather root</source>
        <translation>Streuen/Sammeln: Wurzel</translation>
    </message>
    <message>
        <source>Scatter/gather (section 5.3): asks all its shards at once and makes one answer of theirs. A shard is a container or another root; your own service merges the parts, if you link one. At the deadline the answer is partial and names what is missing. With 100 leaves of which each is slow once in 100 times, 63 of 100 answers are slow: ask again, or be content with less than all.</source>
        <translation>Streuen und Sammeln (Abschnitt 5.3): fragt alle Teile zugleich und macht aus ihren Antworten eine. Ein Teil ist ein Container oder eine weitere Wurzel; Ihr eigener Dienst führt zusammen, wenn Sie einen verbinden. Zur Frist ist die Antwort unvollständig und nennt, was fehlt. Bei 100 Blättern, von denen jedes einmal in 100 Malen langsam ist, sind 63 von 100 Antworten langsam: Fragen Sie noch einmal, oder geben Sie sich mit weniger als allen zufrieden.</translation>
    </message>
    <message>
        <source>Shards</source>
        <translation>Teile</translation>
    </message>
    <message>
        <source>Merge</source>
        <translation>Zusammenführen</translation>
    </message>
    <message>
        <source>An image that has git, or curl for an archive; needed to deploy, not to simulate.</source>
        <translation>Ein Image, das git hat, oder curl für ein Archiv; zum Ausrollen nötig, nicht zum Simulieren.</translation>
    </message>
    <message>
        <source>A git repository: http://, https:// or an absolute path. Or an archive: http:// or https://, its name ending in .tar, .tar.gz or .tgz.</source>
        <translation>Ein Git-Repository: http://, https:// oder ein absoluter Pfad. Oder ein Archiv: http:// oder https://, mit einem Namen, der auf .tar, .tar.gz oder .tgz endet.</translation>
    </message>
    <message>
        <source>Revision</source>
        <translation>Revision</translation>
    </message>
    <message>
        <source>Of a repository: a branch, a tag, or HEAD.</source>
        <translation>Eines Repositorys: ein Branch, ein Tag oder HEAD.</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Absolute path below one of its mounts.</source>
        <translation>Absoluter Pfad unter einer seiner Einhängungen.</translation>
    </message>
    <message>
        <source>Name of the link in the folder that readers follow.</source>
        <translation>Name der Verknüpfung im Ordner, der die Leser folgen.</translation>
    </message>
    <message>
        <source>Keep old trees</source>
        <translation>Alte Bäume behalten</translation>
    </message>
    <message>
        <source>For readers that are still in them.</source>
        <translation>Für Leser, die noch darin sind.</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>Abstand</translation>
    </message>
    <message>
        <source>Between a good fetch and the next.</source>
        <translation>Zwischen einem guten Abruf und dem nächsten.</translation>
    </message>
    <message>
        <source>Fetching</source>
        <translation>Abrufen</translation>
    </message>
    <message>
        <source>A fetch that takes longer has failed.</source>
        <translation>Ein Abruf, der länger dauert, ist gescheitert.</translation>
    </message>
    <message>
        <source>Longest back-off</source>
        <translation>Längste Pause</translation>
    </message>
    <message>
        <source>After failures the wait doubles from a second up to this.</source>
        <translation>Nach Fehlern verdoppelt sich die Pause von einer Sekunde bis hierher.</translation>
    </message>
    <message>
        <source>Archive limit</source>
        <translation>Archivgrenze</translation>
    </message>
    <message>
        <source>Largest archive that is fetched.</source>
        <translation>Größtes Archiv, das abgerufen wird.</translation>
    </message>
    <message>
        <source>Tree limit</source>
        <translation>Baumgrenze</translation>
    </message>
    <message>
        <source>Of an archive, unpacked: a small one may hold a thousand times its size.</source>
        <translation>Eines Archivs, ausgepackt: Ein kleines kann das Tausendfache seiner Größe enthalten.</translation>
    </message>
    <message>
        <source>Fetch time</source>
        <translation>Abrufzeit</translation>
    </message>
    <message>
        <source>Of a fetch, in the simulator.</source>
        <translation>Eines Abrufs, im Simulator.</translation>
    </message>
    <message>
        <source>Fraction of fetches that fail, in the simulator, 0 to 1.</source>
        <translation>Anteil der Abrufe, die scheitern, im Simulator, 0 bis 1.</translation>
    </message>
    <message>
        <source>Source changes</source>
        <translation>Quelle ändert sich</translation>
    </message>
    <message>
        <source>Mean time between two changes of the source, in the simulator; 0 is never.</source>
        <translation>Mittlere Zeit zwischen zwei Änderungen der Quelle, im Simulator; 0 ist nie.</translation>
    </message>
    <message>
        <source>Content sync</source>
        <translation>Inhaltsabgleich</translation>
    </message>
    <message>
        <source>Sidecar (section 4.1): keeps a volume that it shares with the main container the same as a git repository, or as an archive on a web server. Each revision is a tree of its own, and one rename of a link publishes it: a reader never sees a mix, and what was published stays when the source is away.</source>
        <translation>Beiwagen (Abschnitt 4.1): hält ein Volume, das er mit dem Hauptcontainer teilt, gleich mit einem Git-Repository oder mit einem Archiv auf einem Webserver. Jede Revision ist ein eigener Baum, und eine einzige Umbenennung einer Verknüpfung veröffentlicht ihn: Ein Leser sieht nie ein Gemisch, und was veröffentlicht ist, bleibt, wenn die Quelle fort ist.</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Share of the server in a memcache ring, or of the service behind an HTTP ambassador: 9 and 1 are 90 % and 10 % of the requests.</source>
        <translation>Anteil des Servers an einem Memcache-Ring oder des Dienstes hinter einem HTTP-Botschafter: 9 und 1 sind 90 % und 10 % der Anfragen.</translation>
    </message>
    <message>
        <source>Rotate at</source>
        <translation>Wechsel bei</translation>
    </message>
    <message>
        <source>The log file gets a new name when it would be longer, in the simulator; 0 is never.</source>
        <translation>Die Protokolldatei bekommt einen neuen Namen, wenn sie länger würde, im Simulator; 0 ist nie.</translation>
    </message>
    <message>
        <source>Old log files</source>
        <translation>Alte Protokolldateien</translation>
    </message>
    <message>
        <source>How many are kept; lines that nobody read in time go with their file.</source>
        <translation>Wie viele bleiben; Zeilen, die niemand rechtzeitig gelesen hat, verschwinden mit ihrer Datei.</translation>
    </message>
    <message>
        <source>Start-up time</source>
        <translation>Anlaufzeit</translation>
    </message>
    <message>
        <source>From its start until it is ready; until then its port is closed.</source>
        <translation>Vom Start, bis er bereit ist; bis dahin ist sein Port geschlossen.</translation>
    </message>
    <message>
        <source>At SIGTERM</source>
        <translation>Bei SIGTERM</translation>
    </message>
    <message>
        <source>drain: it finishes what is under way (status 0). end: it ends at once, without a handler (143). ignore: as PID 1 without a handler it serves on until it is killed (137).</source>
        <translation>drain: schließt Laufendes ab (Status 0). end: endet sofort, ohne Behandlung (143). ignore: bedient als PID 1 ohne Behandlung weiter, bis er getötet wird (137).</translation>
    </message>
    <message>
        <source>Rolling restart</source>
        <translation>Rollender Neustart</translation>
    </message>
    <message>
        <source>Restarts the replicas of the target one after the other, each when the one before is ready again, as for a new version. What drains loses no request.</source>
        <translation>Startet die Replikate des Ziels nacheinander neu, jedes, wenn das vorige wieder bereit ist, wie für eine neue Version. Wer Laufendes abschließt, verliert keine Anfrage.</translation>
    </message>
    <message>
        <source>stop: SIGTERM and the grace time; kill: SIGKILL at once.</source>
        <translation>stop: SIGTERM und die Frist; kill: sofort SIGKILL.</translation>
    </message>
    <message>
        <source>Settle</source>
        <translation>Beruhigung</translation>
    </message>
    <message>
        <source>How long a replica has to be ready before the next one goes.</source>
        <translation>Wie lange ein Replikat bereit sein muss, bevor das nächste drankommt.</translation>
    </message>
    <message>
        <source>Wall clock is set</source>
        <translation>Wanduhr wird gestellt</translation>
    </message>
    <message>
        <source>Somebody sets the target&apos;s time of day, back or ahead. Machines go by the time since boot and take no notice: the run goes on as without it. In the simulator only.</source>
        <translation>Jemand stellt die Uhrzeit des Ziels, zurück oder vor. Maschinen gehen nach der Zeit seit dem Hochfahren und beachten das nicht: der Lauf geht weiter wie ohne. Nur im Simulator.</translation>
    </message>
    <message>
        <source>Way</source>
        <translation>Richtung</translation>
    </message>
    <message>
        <source>To an earlier time of day, or to a later one.</source>
        <translation>Auf eine frühere Uhrzeit oder auf eine spätere.</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>How far it is set.</source>
        <translation>Wie weit sie gestellt wird.</translation>
    </message>
    <message>
        <source>More elections</source>
        <translation>Weitere Wahlen</translation>
    </message>
    <message>
        <source>Names of more elections among the same members, each with a leader of its own; the main container asks for one at /elections/NAME.</source>
        <translation>Namen weiterer Wahlen unter denselben Mitgliedern, jede mit eigenem Leiter; der Hauptcontainer fragt unter /elections/NAME danach.</translation>
    </message>
    <message>
        <source>Next stage</source>
        <translation>Nächste Stufe</translation>
    </message>
    <message>
        <source>What the source speaks; lines: its log file is read instead.</source>
        <translation>Was die Quelle spricht; lines: stattdessen wird ihre Protokolldatei gelesen.</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>Pfad</translation>
    </message>
    <message>
        <source>Of the source over HTTP; empty: /metrics, and / for json.</source>
        <translation>Der Quelle über HTTP; leer: /metrics, bei json /.</translation>
    </message>
    <message>
        <source>Lines: absolute path of the log file, below one of its mounts.</source>
        <translation>Lines: absoluter Pfad der Protokolldatei, unter einer seiner Einhängungen.</translation>
    </message>
    <message>
        <source>Lines counted</source>
        <translation>Gezählte Zeilen</translation>
    </message>
    <message>
        <source>Lines: NAME=WORDS gives the counter log_NAME_total of the lines that hold the words; one an entry.</source>
        <translation>Lines: NAME=WÖRTER ergibt den Zähler log_NAME_total der Zeilen, die diese Wörter enthalten; einer je Eintrag.</translation>
    </message>
    <message>
        <source>Healthy while</source>
        <translation>Gesund, solange</translation>
    </message>
    <message>
        <source>GET /health is answered 200 while each holds, as in curr_connections &lt; 900, else 500 with the reason; empty: while there are figures.</source>
        <translation>GET /health wird mit 200 beantwortet, solange jede gilt, etwa curr_connections &lt; 900, sonst mit 500 und dem Grund; leer: solange es Zahlen gibt.</translation>
    </message>
    <message>
        <source>Health</source>
        <translation>Gesundheit</translation>
    </message>
    <message>
        <source>In flight</source>
        <translation>In Arbeit</translation>
    </message>
    <message>
        <source>0 is unbounded. In the simulator, log lines and state beyond it are refused as by a full disk; elsewhere where the engine can.</source>
        <translation>0 ist unbegrenzt. Im Simulator werden Protokollzeilen und Zustand darüber hinaus abgewiesen wie von einer vollen Platte; sonst, wo die Engine es kann.</translation>
    </message>
    <message>
        <source>Tighter limits</source>
        <translation>Engere Grenzen</translation>
    </message>
    <message>
        <source>The target gets less of its machine than it was made with. In the simulator the cores count, for containers on a host that is drawn; in a deployment the memory as well: the kernel ends what needs more.</source>
        <translation>Das Ziel bekommt weniger von seiner Maschine, als ihm zugedacht war. Im Simulator zählen die Kerne, für Container auf einem gezeichneten Host; in einem Rollout auch der Speicher: Der Kernel beendet, was mehr braucht.</translation>
    </message>
    <message>
        <source>Cores</source>
        <translation>Kerne</translation>
    </message>
    <message>
        <source>Of each container of the target, at most; 0: as before.</source>
        <translation>Jedes Containers des Ziels, höchstens; 0: wie zuvor.</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>Of each container of the target, at most; 0: as before. Engines refuse less than 6 MiB.</source>
        <translation>Jedes Containers des Ziels, höchstens; 0: wie zuvor. Weniger als 6 MiB lehnen Engines ab.</translation>
    </message>
    <message>
        <source>Of the replicas of a pod, one at a time leads.</source>
        <translation>Von den Replikaten eines Pods leitet immer nur eines.</translation>
    </message>
    <message>
        <source>An elector beside each main container votes and tells it who.</source>
        <translation>Ein Wahlhelfer neben jedem Hauptcontainer wählt und sagt ihm, wer.</translation>
    </message>
    <message>
        <source>Use it where one of several must do a thing and no other may.</source>
        <translation>Nützlich, wo einer von mehreren etwas tun muss und kein anderer es darf.</translation>
    </message>
    <message>
        <source>Three members stand one failure, five stand two.</source>
        <translation>Drei Mitglieder verkraften einen Ausfall, fünf verkraften zwei.</translation>
    </message>
    <message>
        <source>A paused leader does not know that it is one no more: check its token.</source>
        <translation>Ein angehaltener Leiter weiß nicht, dass er keiner mehr ist: sein Token prüfen.</translation>
    </message>
    <message>
        <source>It costs heartbeats, and a time without a leader after a failure.</source>
        <translation>Kostet Herzschläge, und nach einem Ausfall eine Zeit ohne Leiter.</translation>
    </message>
    <message>
        <source>Members</source>
        <translation>Mitglieder</translation>
    </message>
    <message>
        <source>Replicas of the pod; one that has more keeps them.</source>
        <translation>Replikate des Pods; einer, der mehr hat, behält sie.</translation>
    </message>
    <message>
        <source>Rehearse failures</source>
        <translation>Ausfälle proben</translation>
    </message>
    <message>
        <source>Plans that each member is killed in turn, the leader among them, to see how long nobody leads.</source>
        <translation>Plant, dass jedes Mitglied der Reihe nach getötet wird, auch der Leiter, um zu sehen, wie lange niemand leitet.</translation>
    </message>
    <message>
        <source>Workers a stage</source>
        <translation>Arbeiter je Stufe</translation>
    </message>
    <message>
        <source>Replicas of the workers&apos; pod of each stage.</source>
        <translation>Replikate des Arbeiter-Pods jeder Stufe.</translation>
    </message>
    <message>
        <source>From a load generator that comes along where the pattern is put on no container; 0 for none.</source>
        <translation>Von einem Lastgenerator, der mitkommt, wo das Muster auf keinen Container gesetzt wird; 0 für keinen.</translation>
    </message>
    <message>
        <source>Tasks wait in a queue; workers take them, one each at a time.</source>
        <translation>Aufgaben warten in einer Schlange; Arbeiter nehmen sie, jeder eine zur Zeit.</translation>
    </message>
    <message>
        <source>A worker runs your command: a file goes in, a file comes out.</source>
        <translation>Ein Arbeiter führt Ihren Befehl aus: Eine Datei geht hinein, eine Datei kommt heraus.</translation>
    </message>
    <message>
        <source>Use it for work that may wait and must not be lost.</source>
        <translation>Nützlich für Arbeit, die warten kann und nicht verloren gehen darf.</translation>
    </message>
    <message>
        <source>A task whose worker dies is given to another, at most five times.</source>
        <translation>Eine Aufgabe, deren Arbeiter stirbt, geht an einen anderen, höchstens fünfmal.</translation>
    </message>
    <message>
        <source>What a stage makes is a task of the next one.</source>
        <translation>Was eine Stufe erzeugt, ist eine Aufgabe der nächsten.</translation>
    </message>
    <message>
        <source>It costs a disk for the journal; a task may be worked on twice.</source>
        <translation>Kostet eine Platte für das Journal; eine Aufgabe kann zweimal bearbeitet werden.</translation>
    </message>
    <message>
        <source>Stages</source>
        <translation>Stufen</translation>
    </message>
    <message>
        <source>Queues one behind the other, each with its workers.</source>
        <translation>Schlangen hintereinander, jede mit ihren Arbeitern.</translation>
    </message>
    <message>
        <source>Scatter and gather</source>
        <translation>Streuen und Sammeln</translation>
    </message>
    <message>
        <source>A root asks all leaves at once and puts their parts together.</source>
        <translation>Eine Wurzel fragt alle Blätter zugleich und setzt ihre Teile zusammen.</translation>
    </message>
    <message>
        <source>Each leaf has a share of the data; an answer needs them all.</source>
        <translation>Jedes Blatt hat einen Teil der Daten; eine Antwort braucht sie alle.</translation>
    </message>
    <message>
        <source>Use it for searches too large or too slow for one machine.</source>
        <translation>Nützlich für Suchen, die für eine Maschine zu groß oder zu langsam sind.</translation>
    </message>
    <message>
        <source>At the deadline it answers with what has come, if it is enough.</source>
        <translation>Zur Frist antwortet sie mit dem, was gekommen ist, wenn es genügt.</translation>
    </message>
    <message>
        <source>A slow leaf is asked again at another replica, within a budget.</source>
        <translation>Ein langsames Blatt wird bei einem anderen Replikat noch einmal gefragt, im Rahmen eines Budgets.</translation>
    </message>
    <message>
        <source>It costs a call to every leaf, and the slowest of them sets the pace.</source>
        <translation>Kostet einen Aufruf an jedes Blatt, und das langsamste bestimmt das Tempo.</translation>
    </message>
    <message>
        <source>Leaves</source>
        <translation>Blätter</translation>
    </message>
    <message>
        <source>Shards of the data, a pod each.</source>
        <translation>Teile der Daten, jeder in einem Pod.</translation>
    </message>
    <message>
        <source>Merge of your own</source>
        <translation>Eigenes Zusammenführen</translation>
    </message>
    <message>
        <source>A container in the root&apos;s pod that is given the parts and makes the answer.</source>
        <translation>Ein Container im Pod der Wurzel, der die Teile bekommt und die Antwort macht.</translation>
    </message>
    <message>
        <source>Requests of a client</source>
        <translation>Anfragen eines Clients</translation>
    </message>
    <message>
        <source>From a load generator that comes along where the pattern brings the container that it serves; 0 for none.</source>
        <translation>Von einem Lastgenerator, der mitkommt, wo das Muster den Container mitbringt, den es bedient; 0 für keinen.</translation>
    </message>
    <message>
        <source>Managed container</source>
        <translation>Verwalteter Container</translation>
    </message>
    <message>
        <source>One container that can be started, asked, drained and replaced.</source>
        <translation>Ein Container, der sich starten, befragen, leeren und ersetzen lässt.</translation>
    </message>
    <message>
        <source>It is ready after its start-up time and gets no request before.</source>
        <translation>Er ist nach seiner Anlaufzeit bereit und bekommt vorher keine Anfrage.</translation>
    </message>
    <message>
        <source>At SIGTERM it takes nothing new and finishes what it has.</source>
        <translation>Bei SIGTERM nimmt er nichts Neues an und schließt Laufendes ab.</translation>
    </message>
    <message>
        <source>Use it for whatever shall be restarted without losing requests.</source>
        <translation>Nützlich für alles, was neu starten soll, ohne Anfragen zu verlieren.</translation>
    </message>
    <message>
        <source>Deployed, our agent answers /healthz, /readyz and /metrics.</source>
        <translation>Ausgerollt antwortet unser Agent auf /healthz, /readyz und /metrics.</translation>
    </message>
    <message>
        <source>It costs a handler for SIGTERM and a grace time longer than the work.</source>
        <translation>Kostet eine Behandlung von SIGTERM und eine Abschlussfrist, die länger ist als die Arbeit.</translation>
    </message>
    <message>
        <source>Rehearse a restart</source>
        <translation>Einen Neustart proben</translation>
    </message>
    <message>
        <source>Plans a rolling restart of the pod in the scenario, to see what it costs.</source>
        <translation>Plant im Szenario einen rollenden Neustart des Pods, um zu sehen, was er kostet.</translation>
    </message>
    <message>
        <source>Size of the line that a synthetic service writes for each request.</source>
        <translation>Größe der Zeile, die ein künstlicher Dienst für jede Anfrage schreibt.</translation>
    </message>
    <message>
        <source>Sidecar: log saver</source>
        <translation>Beiwagen: Protokollsicherung</translation>
    </message>
    <message>
        <source>A second container ships the log that the first one writes.</source>
        <translation>Ein zweiter Container liefert das Protokoll aus, das der erste schreibt.</translation>
    </message>
    <message>
        <source>They share a volume: one writes the file, the other follows it.</source>
        <translation>Sie teilen ein Volume: Einer schreibt die Datei, der andere folgt ihr.</translation>
    </message>
    <message>
        <source>Use it where the main container should know nothing of log servers.</source>
        <translation>Nützlich, wo der Hauptcontainer nichts von Protokollservern wissen soll.</translation>
    </message>
    <message>
        <source>Each line arrives at least once, across rotations and restarts.</source>
        <translation>Jede Zeile kommt mindestens einmal an, über Dateiwechsel und Neustarts hinweg.</translation>
    </message>
    <message>
        <source>If the saver dies, the main container serves on.</source>
        <translation>Stirbt die Sicherung, bedient der Hauptcontainer weiter.</translation>
    </message>
    <message>
        <source>It costs a volume, a buffer while the sink is away, and duplicates.</source>
        <translation>Kostet ein Volume, einen Puffer, solange die Senke fort ist, und Doppelte.</translation>
    </message>
    <message>
        <source>Sidecar: sync</source>
        <translation>Beiwagen: Abgleich</translation>
    </message>
    <message>
        <source>A second container keeps a folder the same as a git repository.</source>
        <translation>Ein zweiter Container hält einen Ordner gleich mit einem Git-Repository.</translation>
    </message>
    <message>
        <source>The main container serves the folder and knows nothing of git.</source>
        <translation>Der Hauptcontainer liefert den Ordner aus und weiß nichts von Git.</translation>
    </message>
    <message>
        <source>Use it for sites, rules and settings that change without a new image.</source>
        <translation>Nützlich für Websites, Regeln und Einstellungen, die sich ohne neues Abbild ändern.</translation>
    </message>
    <message>
        <source>One rename publishes a whole tree: a reader never sees a mix.</source>
        <translation>Eine Umbenennung veröffentlicht einen ganzen Baum: Ein Leser sieht nie ein Gemisch.</translation>
    </message>
    <message>
        <source>When the source is away, what was published stays.</source>
        <translation>Ist die Quelle fort, bleibt, was veröffentlicht ist.</translation>
    </message>
    <message>
        <source>It costs a volume, a fetch every period, and an image that has git.</source>
        <translation>Kostet ein Volume, in jedem Abstand einen Abruf, und ein Abbild, das Git hat.</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Gewichte</translation>
    </message>
    <message>
        <source>Whole numbers from 1 to 1000, one a server in their order; one that is not given is 1.</source>
        <translation>Ganze Zahlen von 1 bis 1000, je Server eine in deren Reihenfolge; eine nicht angegebene ist 1.</translation>
    </message>
    <message>
        <source>Ambassador: cache</source>
        <translation>Botschafter: Cache</translation>
    </message>
    <message>
        <source>The main container speaks to one memcached on localhost.</source>
        <translation>Der Hauptcontainer spricht mit einem memcached auf localhost.</translation>
    </message>
    <message>
        <source>That is an ambassador in its pod: it spreads the keys over many.</source>
        <translation>Das ist ein Botschafter in seinem Pod: Er verteilt die Schlüssel auf viele.</translation>
    </message>
    <message>
        <source>Use it where a cache outgrows one server and the program shall not know.</source>
        <translation>Nützlich, wo ein Cache einem Server entwächst und das Programm es nicht wissen soll.</translation>
    </message>
    <message>
        <source>Keys are placed as twemproxy does; a dead server is left out.</source>
        <translation>Schlüssel werden platziert wie bei twemproxy; ein toter Server wird ausgelassen.</translation>
    </message>
    <message>
        <source>On a container that calls memcached, it goes between the two.</source>
        <translation>Auf einem Container, der memcached aufruft, kommt er zwischen die beiden.</translation>
    </message>
    <message>
        <source>It costs a hop on localhost, and misses when the servers change.</source>
        <translation>Kostet einen Sprung auf localhost, und Fehlgriffe, wenn die Server wechseln.</translation>
    </message>
    <message>
        <source>Servers of the ring; those that are called already count.</source>
        <translation>Server des Rings; die schon aufgerufen werden, zählen mit.</translation>
    </message>
    <message>
        <source>Names</source>
        <translation>Namen</translation>
    </message>
    <message>
        <source>By which the ring places keys, one a server; one without goes by its host.</source>
        <translation>Nach denen der Ring die Schlüssel platziert, je Server einer; ohne Namen gilt der Host.</translation>
    </message>
    <message>
        <source>Ambassador: HTTP</source>
        <translation>Botschafter: HTTP</translation>
    </message>
    <message>
        <source>The main container calls one service on localhost.</source>
        <translation>Der Hauptcontainer ruft einen Dienst auf localhost auf.</translation>
    </message>
    <message>
        <source>An ambassador in its pod shares the calls among several by weight.</source>
        <translation>Ein Botschafter in seinem Pod verteilt die Aufrufe nach Gewicht auf mehrere.</translation>
    </message>
    <message>
        <source>Use it to try a new version on one request in ten, or for shards.</source>
        <translation>Nützlich, um eine neue Version an jeder zehnten Anfrage zu erproben, oder für Teile.</translation>
    </message>
    <message>
        <source>It tries again within a budget and leaves out what fails.</source>
        <translation>Er versucht es im Rahmen eines Budgets noch einmal und lässt aus, was scheitert.</translation>
    </message>
    <message>
        <source>On a container that calls services, it goes between them.</source>
        <translation>Auf einem Container, der Dienste aufruft, kommt er dazwischen.</translation>
    </message>
    <message>
        <source>It costs a hop on localhost and memory for its figures.</source>
        <translation>Kostet einen Sprung auf localhost und Speicher für seine Messwerte.</translation>
    </message>
    <message>
        <source>Services behind it; those that are called already count.</source>
        <translation>Dienste dahinter; die schon aufgerufen werden, zählen mit.</translation>
    </message>
    <message>
        <source>Scrapes</source>
        <translation>Abfragen</translation>
    </message>
    <message>
        <source>Of a monitor that comes along and reads the figures; 0 for none.</source>
        <translation>Von einem Monitor, der mitkommt und die Werte liest; 0 für keinen.</translation>
    </message>
    <message>
        <source>Adapter: metrics</source>
        <translation>Adapter: Messwerte</translation>
    </message>
    <message>
        <source>A second container gives the first one the face that others expect.</source>
        <translation>Ein zweiter Container gibt dem ersten das Gesicht, das andere erwarten.</translation>
    </message>
    <message>
        <source>It reads the figures in their own format and offers Prometheus text.</source>
        <translation>Er liest die Werte in deren Format und bietet Prometheus-Text an.</translation>
    </message>
    <message>
        <source>Use it so that one monitor reads every container alike.</source>
        <translation>Nützlich, damit ein Monitor jeden Container gleich liest.</translation>
    </message>
    <message>
        <source>GET /health says 200 or 500, by conditions on the figures.</source>
        <translation>GET /health sagt 200 oder 500, nach Bedingungen an die Werte.</translation>
    </message>
    <message>
        <source>A malformed answer fails the whole scrape, with the reason.</source>
        <translation>Eine fehlerhafte Antwort lässt die ganze Abfrage scheitern, mit dem Grund.</translation>
    </message>
    <message>
        <source>It costs a call to the source for each scrape.</source>
        <translation>Kostet einen Aufruf an die Quelle für jede Abfrage.</translation>
    </message>
    <message>
        <source>Collapsed</source>
        <translation>Zugeklappt</translation>
    </message>
    <message>
        <source>On the canvas the pod is one card, and its containers are not shown.</source>
        <translation>Auf der Zeichenfläche ist der Pod eine Karte, und seine Container werden nicht gezeigt.</translation>
    </message>
    <message>
        <source>Drawing</source>
        <translation>Zeichnung</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>Gesperrt</translation>
    </message>
    <message>
        <source>On the canvas the pod stays where it is: it is neither dragged nor arranged.</source>
        <translation>Auf der Zeichenfläche bleibt der Pod, wo er ist: Er wird weder gezogen noch angeordnet.</translation>
    </message>
    <message>
        <source>How the link runs on the canvas.</source>
        <translation>Wie die Verbindung auf der Zeichenfläche verläuft.</translation>
    </message>
    <message>
        <source>Route</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stoppen</translation>
    </message>
    <message>
        <source>Stops the target in good order (SIGTERM, then its grace time); it is started again after the given time, at the earliest when it has ended.</source>
        <translation>Hält das Ziel geordnet an (SIGTERM, dann seine Abschlussfrist); nach der angegebenen Zeit wird es wieder gestartet, frühestens, wenn es geendet hat.</translation>
    </message>
    <message>
        <source>One message</source>
        <translation>Eine Nachricht</translation>
    </message>
    <message>
        <source>Lays hands on one message that is on its way to the target at that time. Its number is its place in the history of the run, as the sequence chart shows it. In the simulator only.</source>
        <translation>Greift in eine Nachricht ein, die zu dieser Zeit zum Ziel unterwegs ist. Ihre Nummer ist ihr Platz im Verlauf des Laufs, wie das Sequenzdiagramm ihn zeigt. Nur im Simulator.</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Nummer</translation>
    </message>
    <message>
        <source>Of the message, among all that were sent in the run.</source>
        <translation>Der Nachricht, unter allen, die im Lauf gesendet wurden.</translation>
    </message>
    <message>
        <source>drop: it never arrives; delay: it arrives later; duplicate: it arrives twice; deliver: it arrives at once.</source>
        <translation>drop: Sie kommt nie an; delay: Sie kommt später an; duplicate: Sie kommt zweimal an; deliver: Sie kommt sofort an.</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Verzögerung</translation>
    </message>
    <message>
        <source>How much later it arrives, or the second of two.</source>
        <translation>Wie viel später sie ankommt, oder die zweite von zweien.</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>Breite</translation>
    </message>
    <message>
        <source>Where the text wraps, at 100 %; 0 is the usual width.</source>
        <translation>Wo der Text umbricht, bei 100 %; 0 ist die übliche Breite.</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>Höhe</translation>
    </message>
    <message>
        <source>The least at 100 %: it grows with the text. 0 is as high as that.</source>
        <translation>Mindestens, bei 100 %: sie wächst mit dem Text. 0 ist so hoch wie dieser.</translation>
    </message>
    <message>
        <source>One way, in the simulator; 20 µs within a pod unless given.</source>
        <translation>Eine Richtung, im Simulator; 20 µs innerhalb eines Pods, wenn nichts angegeben ist.</translation>
    </message>
    <message>
        <source>How many different keys it asks for: of a cache, and over http of who balances by a hash.</source>
        <translation>Nach wie vielen verschiedenen Schlüsseln er fragt: bei einem Cache, und über http bei dem, der nach einem Hash verteilt.</translation>
    </message>
    <message>
        <source>Freezes the target: it neither computes nor answers, and its connections stay open. Its clock goes on, so that a service time that is only waited for is over meanwhile; processor time of a host it gets none.</source>
        <translation>Friert das Ziel ein: Es rechnet und antwortet nicht, seine Verbindungen bleiben offen. Seine Uhr geht weiter, sodass eine Bedienzeit, auf die nur gewartet wird, unterdessen vergeht; Prozessorzeit eines Hosts bekommt es keine.</translation>
    </message>
    <message>
        <source>The clock that the target&apos;s deadlines and leases go by (time since boot) jumps ahead and then runs at another rate until the end. It never goes back: what can is the wall clock. Service times that no host&apos;s processors give go by it too, and so does what the target tells of itself: its latencies, and how busy it was.</source>
        <translation>Die Uhr, nach der Fristen und Leases des Ziels gehen (Zeit seit dem Hochfahren), springt vor und geht dann bis zum Ende mit anderer Geschwindigkeit. Zurück geht sie nie: das kann nur die Wanduhr. Nach ihr gehen auch Bedienzeiten, die nicht die Prozessoren eines Hosts geben, und was das Ziel von sich selbst sagt: seine Latenzen, und wie ausgelastet es war.</translation>
    </message>
    <message>
        <source>Work queue (section 5.2): hands tasks to workers one by one, at least once. A task that a worker does not finish in time goes to another; one that fails too often is kept as a dead letter with its error. Stages chain: link its next port to another queue, and the content of each output is one task there; without a next stage it is not kept. Arrivals above workers x rate grow the queue without end.</source>
        <translation>Arbeitswarteschlange (Abschnitt 5.2): gibt Aufgaben einzeln an Arbeiter aus, mindestens einmal. Was ein Arbeiter nicht rechtzeitig schafft, geht an einen anderen; was zu oft scheitert, bleibt als unzustellbar mit seinem Fehler liegen. Stufen lassen sich verketten: den Port „next“ mit einer anderen Schlange verbinden, dort ist der Inhalt jeder Ausgabe eine Aufgabe; ohne nächste Stufe wird er nicht aufgehoben. Mehr Ankünfte als Arbeiter x Rate lassen die Schlange endlos wachsen.</translation>
    </message>
    <message>
        <source>Capacity in bytes</source>
        <translation>Kapazität in Bytes</translation>
    </message>
    <message>
        <source>Of all tasks with what they hold; more are refused with 429. A third of the memory limit at most: a restart needs the rest.</source>
        <translation>Aller Aufgaben mit ihrem Inhalt; weitere werden mit 429 abgelehnt. Höchstens ein Drittel der Speichergrenze: Den Rest braucht ein Neustart.</translation>
    </message>
    <message>
        <source>Worker of a work queue: takes a task, runs your command on it, and brings the queue what the command made: the task of the next stage. Without a command it does synthetic work.</source>
        <translation>Arbeiter einer Arbeitswarteschlange: nimmt eine Aufgabe, führt Ihren Befehl darauf aus und bringt der Warteschlange, was der Befehl ergab: die Aufgabe der nächsten Stufe. Ohne Befehl leistet er künstliche Arbeit.</translation>
    </message>
    <message>
        <source>Your program and its arguments; it reads INPUT_FILE and writes OUTPUT_FILE. What it wrote, 1 MiB at most, is INPUT_FILE of the next stage; what is larger or to be kept goes to a mounted volume. The simulator goes by the work time.</source>
        <translation>Ihr Programm und seine Argumente; es liest INPUT_FILE und schreibt OUTPUT_FILE. Was es geschrieben hat, höchstens 1 MiB, ist INPUT_FILE der nächsten Stufe; was größer ist oder bleiben soll, kommt auf ein eingehängtes Volume. Der Simulator geht nach der Arbeitszeit.</translation>
    </message>
    <message>
        <source>Which replica of a service gets the next request; hash: always the same for the same path and query. Simulated callers then ask for /?key=N, by their keys.</source>
        <translation>Welches Replikat eines Dienstes die nächste Anfrage bekommt; hash: für gleichen Pfad und gleiche Abfrage immer dasselbe. Simulierte Aufrufer fragen dann nach /?key=N, nach ihren Schlüsseln.</translation>
    </message>
</context>
<context>
    <name>commands</name>
    <message>
        <source>there is nothing to undo</source>
        <translation>es gibt nichts rückgängig zu machen</translation>
    </message>
    <message>
        <source>there is nothing to redo</source>
        <translation>es gibt nichts wiederherzustellen</translation>
    </message>
    <message>
        <source>select one element that has a name first</source>
        <translation>erst ein Element auswählen, das einen Namen hat</translation>
    </message>
    <message>
        <source>select a link first</source>
        <translation>erst eine Verbindung auswählen</translation>
    </message>
    <message>
        <source>select something first</source>
        <translation>erst etwas auswählen</translation>
    </message>
    <message>
        <source>select a pod with replicas first</source>
        <translation>erst einen Pod mit Replikaten auswählen</translation>
    </message>
    <message>
        <source>there is no pod yet</source>
        <translation>es gibt noch keinen Pod</translation>
    </message>
    <message>
        <source>select a pod first</source>
        <translation>erst einen Pod auswählen</translation>
    </message>
    <message>
        <source>select three pods or notes first</source>
        <translation>erst drei Pods oder Notizen auswählen</translation>
    </message>
    <message>
        <source>select pods or notes first</source>
        <translation>erst Pods oder Notizen auswählen</translation>
    </message>
    <message>
        <source>select a group first</source>
        <translation>erst eine Gruppe auswählen</translation>
    </message>
    <message>
        <source>select two pods or notes first</source>
        <translation>erst zwei Pods oder Notizen auswählen</translation>
    </message>
    <message>
        <source>select one container first</source>
        <translation>erst einen Container auswählen</translation>
    </message>
    <message>
        <source>select one container or pod first</source>
        <translation>erst einen Container oder Pod auswählen</translation>
    </message>
    <message>
        <source>the run is shown as it is now</source>
        <translation>der Lauf wird gezeigt, wie er jetzt ist</translation>
    </message>
    <message>
        <source>go back over a simulation first</source>
        <translation>erst in einer Simulation zurückgehen</translation>
    </message>
    <message>
        <source>there is no run yet</source>
        <translation>es gibt noch keinen Lauf</translation>
    </message>
    <message>
        <source>there are no two pods to part</source>
        <translation>es gibt keine zwei Pods, die zu trennen wären</translation>
    </message>
    <message>
        <source>nothing is running</source>
        <translation>es läuft nichts</translation>
    </message>
    <message>
        <source>no fault is on</source>
        <translation>keine Störung ist aktiv</translation>
    </message>
    <message>
        <source>the deployment is running already</source>
        <translation>das Rollout läuft schon</translation>
    </message>
    <message>
        <source>a deployment goes at its own speed</source>
        <translation>ein Rollout läuft in seiner eigenen Geschwindigkeit</translation>
    </message>
    <message>
        <source>show the traffic on links first</source>
        <translation>erst den Verkehr auf Verbindungen zeigen</translation>
    </message>
</context>
<context>
    <name>distribution</name>
    <message>
        <source>Constant</source>
        <translation>Konstant</translation>
    </message>
    <message>
        <source>Uniform</source>
        <translation>Gleichverteilt</translation>
    </message>
    <message>
        <source>Exponential</source>
        <translation>Exponentiell</translation>
    </message>
    <message>
        <source>Erlang</source>
        <translation>Erlang</translation>
    </message>
    <message>
        <source>Lognormal</source>
        <translation>Lognormal</translation>
    </message>
    <message>
        <source>Weibull</source>
        <translation>Weibull</translation>
    </message>
    <message>
        <source>Pareto</source>
        <translation>Pareto</translation>
    </message>
    <message>
        <source>Hyperexponential</source>
        <translation>Hyperexponentiell</translation>
    </message>
    <message>
        <source>Empirical</source>
        <translation>Empirisch</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Least</source>
        <translation>Kleinster Wert</translation>
    </message>
    <message>
        <source>Greatest</source>
        <translation>Größter Wert</translation>
    </message>
    <message>
        <source>Stages</source>
        <translation>Stufen</translation>
    </message>
    <message>
        <source>Variation</source>
        <translation>Variation</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>Form</translation>
    </message>
    <message>
        <source>Tail index</source>
        <translation>Tail-Index</translation>
    </message>
    <message>
        <source>First share</source>
        <translation>Erster Anteil</translation>
    </message>
    <message>
        <source>First mean</source>
        <translation>Erstes Mittel</translation>
    </message>
    <message>
        <source>Second mean</source>
        <translation>Zweites Mittel</translation>
    </message>
</context>
<context>
    <name>documentLock</name>
    <message>
        <source>another program</source>
        <translation>ein anderes Programm</translation>
    </message>
    <message>
        <source>this computer</source>
        <translation>diesem Rechner</translation>
    </message>
    <message>
        <source>%1 on %2 (process %3), since %4</source>
        <translation>%1 auf %2 (Prozess %3), seit %4</translation>
    </message>
</context>
<context>
    <name>drawing</name>
    <message>
        <source>There is nothing on the canvas.</source>
        <translation>Auf der Zeichenfläche ist nichts.</translation>
    </message>
    <message>
        <source>Add a container first.</source>
        <translation>Erst einen Container hinzufügen.</translation>
    </message>
    <message>
        <source>The picture is too large for this computer&apos;s memory.</source>
        <translation>Das Bild ist zu groß für den Speicher dieses Rechners.</translation>
    </message>
    <message>
        <source>Select a part of the drawing and export that.</source>
        <translation>Einen Teil der Zeichnung auswählen und den exportieren.</translation>
    </message>
</context>
<context>
    <name>element</name>
    <message>
        <source>Document</source>
        <translation>Dokument</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>work queue</source>
        <translation>Arbeitswarteschlange</translation>
    </message>
    <message>
        <source>any protocol</source>
        <translation>beliebiges Protokoll</translation>
    </message>
</context>
<context>
    <name>faults</name>
    <message>
        <source>Kill</source>
        <translation>Töten</translation>
    </message>
    <message>
        <source>Stop in good order</source>
        <translation>Geordnet stoppen</translation>
    </message>
    <message>
        <source>Restart</source>
        <translation>Neu starten</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Rolling restart</source>
        <translation>Rollender Neustart</translation>
    </message>
    <message>
        <source>Start a spare replica</source>
        <translation>Ein Ersatzreplikat starten</translation>
    </message>
    <message>
        <source>Out of memory</source>
        <translation>Speicher erschöpft</translation>
    </message>
    <message>
        <source>Crash at a write</source>
        <translation>Absturz beim Schreiben</translation>
    </message>
    <message>
        <source>Partition</source>
        <translation>Trennung</translation>
    </message>
    <message>
        <source>One-way partition: hears nothing</source>
        <translation>Einseitige Trennung: hört nichts</translation>
    </message>
    <message>
        <source>One-way partition: is not heard</source>
        <translation>Einseitige Trennung: wird nicht gehört</translation>
    </message>
    <message>
        <source>Partition that comes and goes</source>
        <translation>Trennung, die kommt und geht</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>Latenz</translation>
    </message>
    <message>
        <source>Jitter</source>
        <translation>Schwankung</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Verlust</translation>
    </message>
    <message>
        <source>Narrow bandwidth</source>
        <translation>Enge Bandbreite</translation>
    </message>
    <message>
        <source>Doubled and overtaken messages</source>
        <translation>Verdoppelte und überholte Nachrichten</translation>
    </message>
    <message>
        <source>Slow processor</source>
        <translation>Langsamer Prozessor</translation>
    </message>
    <message>
        <source>Tighter limits</source>
        <translation>Engere Grenzen</translation>
    </message>
    <message>
        <source>Clock rate</source>
        <translation>Gang der Uhr</translation>
    </message>
    <message>
        <source>Wall clock is set</source>
        <translation>Wanduhr wird gestellt</translation>
    </message>
    <message>
        <source>Full disk</source>
        <translation>Volle Platte</translation>
    </message>
    <message>
        <source>Slow disk</source>
        <translation>Langsame Platte</translation>
    </message>
    <message>
        <source>Lying disk</source>
        <translation>Lügende Platte</translation>
    </message>
    <message>
        <source>Load spike</source>
        <translation>Lastspitze</translation>
    </message>
    <message>
        <source>Lull of load</source>
        <translation>Lastflaute</translation>
    </message>
    <message>
        <source>No load at all</source>
        <translation>Gar keine Last</translation>
    </message>
    <message>
        <source>The simulator has no memory to limit: this changes nothing there.</source>
        <translation>Der Simulator hat keinen Speicher zu begrenzen: Dort ändert das nichts.</translation>
    </message>
    <message>
        <source>In the simulator cores count only for pods on a host that is drawn: this changes nothing there.</source>
        <translation>Im Simulator zählen Kerne nur bei Pods auf einem gezeichneten Rechner: Dort ändert das nichts.</translation>
    </message>
    <message>
        <source>%1, all replicas</source>
        <translation>%1, alle Replikate</translation>
    </message>
    <message>
        <source>No traffic goes between pods there: this changes nothing.</source>
        <translation>Dort fließt kein Verkehr zwischen Pods: Das ändert nichts.</translation>
    </message>
    <message>
        <source>Loss %1</source>
        <translation>Verlust %1</translation>
    </message>
    <message>
        <source>%1/s</source>
        <translation>%1/s</translation>
    </message>
    <message>
        <source>Latency %1</source>
        <translation>Latenz %1</translation>
    </message>
</context>
<context>
    <name>find</name>
    <message>
        <source>“%1:” cannot be looked for.</source>
        <translation>Nach „%1:“ kann nicht gesucht werden.</translation>
    </message>
    <message>
        <source>Known are name:, kind:, image:, pod: and error:; text with a colon stands in quotes.</source>
        <translation>Bekannt sind name:, kind:, image:, pod: und error:; Text mit einem Doppelpunkt steht in Anführungszeichen.</translation>
    </message>
</context>
<context>
    <name>inspector</name>
    <message>
        <source>NAME=VALUE, one a line</source>
        <translation>NAME=WERT, je Zeile einer</translation>
    </message>
    <message>
        <source>VOLUME:/PATH[:ro], one a line</source>
        <translation>VOLUME:/PFAD[:ro], je Zeile eine</translation>
    </message>
    <message>
        <source>[HOST_IP:][HOST_PORT:]PORT, one a line</source>
        <translation>[HOST_IP:][HOST_PORT:]PORT, je Zeile einer</translation>
    </message>
    <message>
        <source>one a line</source>
        <translation>je Zeile eines</translation>
    </message>
    <message>
        <source>A whole number is needed.</source>
        <translation>Eine ganze Zahl wird gebraucht.</translation>
    </message>
    <message>
        <source>A number is needed, with a point before decimals.</source>
        <translation>Eine Zahl wird gebraucht, mit Punkt vor den Nachkommastellen.</translation>
    </message>
    <message>
        <source>several values</source>
        <translation>mehrere Werte</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>at least %1</source>
        <translation>mindestens %1</translation>
    </message>
    <message>
        <source>at most %1</source>
        <translation>höchstens %1</translation>
    </message>
    <message>
        <source>%1 Range: %2.</source>
        <translation>%1 Bereich: %2.</translation>
    </message>
</context>
<context>
    <name>main</name>
    <message>
        <source>Draw a topology of containers, simulate it, deploy it, compare.</source>
        <translation>Eine Topologie aus Containern zeichnen, simulieren, ausrollen, vergleichen.</translation>
    </message>
    <message>
        <source>Open the example &lt;name&gt;.</source>
        <translation>Das Beispiel &lt;name&gt; öffnen.</translation>
    </message>
    <message>
        <source>Start a simulation; with --picture for a time such as --simulate=20s.</source>
        <translation>Eine Simulation starten; mit --picture für eine Zeit wie --simulate=20s.</translation>
    </message>
    <message>
        <source>As --simulate, for &lt;duration&gt; of simulated time.</source>
        <translation>Wie --simulate, für &lt;duration&gt; simulierter Zeit.</translation>
    </message>
    <message>
        <source>Write the window as &lt;png&gt; and end.</source>
        <translation>Das Fenster als &lt;png&gt; schreiben und enden.</translation>
    </message>
    <message>
        <source>Size of the window, such as 1440x900.</source>
        <translation>Größe des Fensters, etwa 1440x900.</translation>
    </message>
    <message>
        <source>light or dark, for this start.</source>
        <translation>light oder dark, für diesen Start.</translation>
    </message>
    <message>
        <source>Drawings, Compose files or runs to open, a window each.</source>
        <translation>Zeichnungen, Compose-Dateien oder Läufe zum Öffnen, je ein Fenster.</translation>
    </message>
</context>
<context>
    <name>phrase</name>
    <message>
        <source>Arrange</source>
        <translation>Anordnen</translation>
    </message>
    <message>
        <source>Insert on link</source>
        <translation>In Verbindung einfügen</translation>
    </message>
    <message>
        <source>Add and connect</source>
        <translation>Hinzufügen und verbinden</translation>
    </message>
    <message>
        <source>Move to a pod of its own</source>
        <translation>In einen eigenen Pod verschieben</translation>
    </message>
    <message>
        <source>Reload from disk</source>
        <translation>Von der Platte neu laden</translation>
    </message>
    <message>
        <source>Edit note</source>
        <translation>Notiz bearbeiten</translation>
    </message>
    <message>
        <source>Edit expectation</source>
        <translation>Erwartung bearbeiten</translation>
    </message>
    <message>
        <source>Set target</source>
        <translation>Ziel setzen</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Einfügen</translation>
    </message>
    <message>
        <source>Add assertion</source>
        <translation>Erwartung hinzufügen</translation>
    </message>
    <message>
        <source>Add fault</source>
        <translation>Störung hinzufügen</translation>
    </message>
    <message>
        <source>Add note</source>
        <translation>Notiz hinzufügen</translation>
    </message>
    <message>
        <source>Add pod</source>
        <translation>Pod hinzufügen</translation>
    </message>
    <message>
        <source>Add volume</source>
        <translation>Volume hinzufügen</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Verbinden</translation>
    </message>
    <message>
        <source>Reconnect</source>
        <translation>Umhängen</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Duplizieren</translation>
    </message>
    <message>
        <source>Move to another pod</source>
        <translation>In einen anderen Pod verschieben</translation>
    </message>
    <message>
        <source>Rename to %1</source>
        <translation>Umbenennen in %1</translation>
    </message>
    <message>
        <source>Add %1</source>
        <translation>%1 hinzufügen</translation>
    </message>
    <message>
        <source>Set %1</source>
        <translation>%1 setzen</translation>
    </message>
    <message numerus="yes">
        <source>Move %n element(s)</source>
        <translation>
            <numerusform>%n Element verschieben</numerusform>
            <numerusform>%n Elemente verschieben</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %n element(s)</source>
        <translation>
            <numerusform>%n Element löschen</numerusform>
            <numerusform>%n Elemente löschen</numerusform>
        </translation>
    </message>
    <message>
        <source>Align</source>
        <translation>Ausrichten</translation>
    </message>
    <message>
        <source>Distribute</source>
        <translation>Verteilen</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Entsperren</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Sperren</translation>
    </message>
    <message>
        <source>Ungroup</source>
        <translation>Gruppierung aufheben</translation>
    </message>
    <message>
        <source>Collapse</source>
        <translation>Zuklappen</translation>
    </message>
    <message>
        <source>Expand</source>
        <translation>Aufklappen</translation>
    </message>
    <message>
        <source>Clone and connect</source>
        <translation>Klonen und verbinden</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Gruppieren</translation>
    </message>
    <message>
        <source>Link all matching</source>
        <translation>Alle passenden verbinden</translation>
    </message>
    <message>
        <source>Change the way of links</source>
        <translation>Verlauf der Verbindungen ändern</translation>
    </message>
    <message>
        <source>Move fault in time</source>
        <translation>Störung zeitlich verschieben</translation>
    </message>
    <message>
        <source>Paste faults</source>
        <translation>Störungen einfügen</translation>
    </message>
    <message>
        <source>Take over what was done by hand</source>
        <translation>Von Hand Getanes übernehmen</translation>
    </message>
    <message>
        <source>Random chaos</source>
        <translation>Zufälliges Chaos</translation>
    </message>
    <message>
        <source>Set the number of callees</source>
        <translation>Zahl der Gerufenen setzen</translation>
    </message>
    <message>
        <source>Take over what was asked</source>
        <translation>Übernehmen, wonach gefragt wurde</translation>
    </message>
    <message>
        <source>&quot;%1&quot; compares no figure with a number.</source>
        <translation>„%1“ vergleicht keine Kennzahl mit einer Zahl.</translation>
    </message>
    <message>
        <source>Write NAME &lt; 5, with one of &lt; &lt;= &gt; &gt;= == !=.</source>
        <translation>NAME &lt; 5 schreiben, mit einem von &lt; &lt;= &gt; &gt;= == !=.</translation>
    </message>
    <message>
        <source>Write it like %1.</source>
        <translation>So schreiben: %1.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a distribution of durations.</source>
        <translation>„%1“ ist keine Verteilung von Dauern.</translation>
    </message>
    <message>
        <source>The number of stages of erlang is a whole number from 1 to 1000.</source>
        <translation>Die Zahl der Stufen von erlang ist eine ganze Zahl von 1 bis 1000.</translation>
    </message>
    <message>
        <source>The coefficient of variation of lognormal is above 0, at most 1000.</source>
        <translation>Der Variationskoeffizient von lognormal liegt über 0 und ist höchstens 1000.</translation>
    </message>
    <message>
        <source>The shape of weibull is from 0.1 to 1000.</source>
        <translation>Die Form von weibull liegt zwischen 0.1 und 1000.</translation>
    </message>
    <message>
        <source>The tail index of pareto is above 1, at most 1000: below, it has no mean.</source>
        <translation>Der Tail-Index von pareto liegt über 1 und ist höchstens 1000: Darunter gibt es keinen Mittelwert.</translation>
    </message>
    <message>
        <source>The share of the first phase of hyperexponential is from 0 to 1.</source>
        <translation>Der Anteil der ersten Phase von hyperexponential liegt zwischen 0 und 1.</translation>
    </message>
    <message>
        <source>The first argument of uniform is the least, the second the greatest.</source>
        <translation>Das erste Argument von uniform ist das kleinste, das zweite das größte.</translation>
    </message>
    <message>
        <source>Argument %1 of %2: %3</source>
        <translation>Argument %1 von %2: %3</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a number.</source>
        <translation>„%1“ ist keine Zahl.</translation>
    </message>
    <message>
        <source>An empirical distribution has at most %1 values.</source>
        <translation>Eine empirische Verteilung hat höchstens %1 Werte.</translation>
    </message>
    <message>
        <source>Let bayplanctl fit put neighbours together.</source>
        <translation>Mit bayplanctl fit Nachbarn zusammenlegen.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a weight: a number above 0, at most 1e12.</source>
        <translation>„%1“ ist kein Gewicht, keine Zahl über 0 und höchstens 1e12.</translation>
    </message>
    <message>
        <source>%1, or just %2</source>
        <translation>%1, oder einfach %2</translation>
    </message>
    <message>
        <source>There is no distribution &quot;%1&quot;.</source>
        <translation>Es gibt keine Verteilung „%1“.</translation>
    </message>
    <message>
        <source>Use %1 or %2.</source>
        <translation>%1 oder %2 verwenden.</translation>
    </message>
    <message>
        <source>Give http://HOST/PATH, https://HOST/PATH or an absolute path of a repository, or the address of an archive.</source>
        <translation>http://HOST/PFAD, https://HOST/PFAD oder den absoluten Pfad eines Repositorys angeben, oder die Adresse eines Archivs.</translation>
    </message>
    <message>
        <source>There is no source.</source>
        <translation>Es gibt keine Quelle.</translation>
    </message>
    <message>
        <source>The source has blanks or control characters.</source>
        <translation>Die Quelle enthält Leer- oder Steuerzeichen.</translation>
    </message>
    <message>
        <source>The source &quot;%1&quot; is neither http(s) nor a path.</source>
        <translation>Die Quelle „%1“ ist weder http(s) noch ein Pfad.</translation>
    </message>
    <message>
        <source>A user or password does not belong in a source: documents hold no secrets.</source>
        <translation>Ein Benutzer oder ein Passwort gehört nicht in eine Quelle: Dokumente enthalten keine Geheimnisse.</translation>
    </message>
    <message>
        <source>The source names no host.</source>
        <translation>Die Quelle nennt keinen Host.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no name of a revision.</source>
        <translation>„%1“ ist kein Name einer Revision.</translation>
    </message>
    <message>
        <source>Give a branch, a tag, or HEAD.</source>
        <translation>Einen Zweig, einen Tag oder HEAD angeben.</translation>
    </message>
    <message>
        <source>Gap %1 of the trace: %2</source>
        <translation>Abstand %1 der Aufzeichnung: %2</translation>
    </message>
    <message>
        <source>A trace has at most %1 arrivals.</source>
        <translation>Eine Aufzeichnung hat höchstens %1 Ankünfte.</translation>
    </message>
    <message>
        <source>Take a part of it, or fit a distribution to its gaps.</source>
        <translation>Einen Teil davon nehmen, oder ihren Abständen eine Verteilung anpassen.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a duration.</source>
        <translation>„%1“ ist keine Dauer.</translation>
    </message>
    <message>
        <source>The duration &quot;%1&quot; is longer than 292 years.</source>
        <translation>Die Dauer „%1“ ist länger als 292 Jahre.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a size.</source>
        <translation>„%1“ ist keine Größe.</translation>
    </message>
    <message>
        <source>Write a number with a unit: 64MiB, 1.5GiB, 512KiB, 100kB or 4096.</source>
        <translation>Eine Zahl mit Einheit schreiben: 64MiB, 1.5GiB, 512KiB, 100kB oder 4096.</translation>
    </message>
    <message>
        <source>The size &quot;%1&quot; is larger than 8 EiB.</source>
        <translation>Die Größe „%1“ ist mehr als 8 EiB.</translation>
    </message>
    <message>
        <source>Edit as JSON</source>
        <translation>Als JSON bearbeiten</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a mount.</source>
        <translation>„%1“ ist keine Einhängung.</translation>
    </message>
    <message>
        <source>Write VOLUME:/PATH or VOLUME:/PATH:ro.</source>
        <translation>VOLUME:/PFAD oder VOLUME:/PFAD:ro schreiben.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a published port.</source>
        <translation>„%1“ ist kein veröffentlichter Port.</translation>
    </message>
    <message>
        <source>Write PORT, HOST_PORT:PORT or HOST_IP:HOST_PORT:PORT, with /udp behind it for UDP.</source>
        <translation>PORT, HOST_PORT:PORT oder HOST_IP:HOST_PORT:PORT schreiben, für UDP mit /udp dahinter.</translation>
    </message>
    <message>
        <source>Give it a worker</source>
        <translation>Ihr einen Arbeiter geben</translation>
    </message>
    <message>
        <source>At least %1 is needed.</source>
        <translation>Mindestens %1 ist nötig.</translation>
    </message>
    <message>
        <source>At most %1 is possible.</source>
        <translation>Höchstens %1 ist möglich.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not one of %2.</source>
        <translation>„%1“ ist keines von %2.</translation>
    </message>
    <message>
        <source>Did you mean &quot;%1&quot;?</source>
        <translation>War „%1“ gemeint?</translation>
    </message>
    <message>
        <source>A text cannot hold the character NUL.</source>
        <translation>Ein Text kann das Zeichen NUL nicht enthalten.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not an environment entry.</source>
        <translation>„%1“ ist kein Eintrag der Umgebung.</translation>
    </message>
    <message>
        <source>Write NAME=VALUE.</source>
        <translation>NAME=WERT schreiben.</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>true oder false</translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation>eine ganze Zahl</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>eine Zahl</translation>
    </message>
    <message>
        <source>a text</source>
        <translation>ein Text</translation>
    </message>
    <message>
        <source>a text like &quot;250ms&quot;</source>
        <translation>ein Text wie „250ms“</translation>
    </message>
    <message>
        <source>a text like &quot;64MiB&quot;</source>
        <translation>ein Text wie „64MiB“</translation>
    </message>
    <message>
        <source>a text like &quot;exponential(5ms)&quot;</source>
        <translation>ein Text wie „exponential(5ms)“</translation>
    </message>
    <message>
        <source>a list of texts</source>
        <translation>eine Liste von Texten</translation>
    </message>
    <message>
        <source>It must be %1.</source>
        <translation>Es muss %1 sein.</translation>
    </message>
    <message>
        <source>It must be a finite number.</source>
        <translation>Es muss eine endliche Zahl sein.</translation>
    </message>
    <message>
        <source>Name it %1</source>
        <translation>%1 nennen</translation>
    </message>
    <message>
        <source>Two servers of %1 have the name &quot;%2&quot;: in the ring their places are the same, and one gets no keys.</source>
        <translation>Zwei Server von %1 haben den Namen „%2“: Im Ring liegen sie an den gleichen Stellen, und einer bekommt keine Schlüssel.</translation>
    </message>
    <message>
        <source>Give each server a name of its own.</source>
        <translation>Jedem Server einen eigenen Namen geben.</translation>
    </message>
    <message>
        <source>The server name &quot;%1&quot; has the port 11211, which twemproxy leaves out: the keys are placed differently from a ring of its own.</source>
        <translation>Der Servername „%1“ enthält den Port 11211, den twemproxy weglässt: Die Schlüssel werden anders platziert als in dessen Ring.</translation>
    </message>
    <message>
        <source>Leave the port out.</source>
        <translation>Den Port weglassen.</translation>
    </message>
    <message>
        <source>%1 knows the server %2 as &quot;%3&quot;, and %4 as &quot;%5&quot;: they look for one key in two places.</source>
        <translation>%1 kennt den Server %2 als „%3“ und %4 als „%5“: Sie suchen einen Schlüssel an zwei Stellen.</translation>
    </message>
    <message>
        <source>Give it the same name with each ambassador.</source>
        <translation>Ihm bei jedem Botschafter den gleichen Namen geben.</translation>
    </message>
    <message>
        <source>The same for all</source>
        <translation>Für alle die gleichen</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Set it to %1</source>
        <translation>Auf %1 setzen</translation>
    </message>
    <message>
        <source>the lease is not shorter than the least election time-out, so two could lead at once.</source>
        <translation>Die Lease ist nicht kürzer als die kürzeste Wahlfrist, sodass zwei zugleich leiten könnten.</translation>
    </message>
    <message>
        <source>Choose a lease below %1.</source>
        <translation>Eine Lease unter %1 wählen.</translation>
    </message>
    <message>
        <source>the leader renews more rarely than its lease lasts.</source>
        <translation>Der Leiter erneuert seltener, als seine Lease währt.</translation>
    </message>
    <message>
        <source>Choose a heartbeat of a quarter of the lease.</source>
        <translation>Als Herzschlag ein Viertel der Lease wählen.</translation>
    </message>
    <message>
        <source>the greatest election time-out is below the least.</source>
        <translation>Die längste Wahlfrist liegt unter der kürzesten.</translation>
    </message>
    <message>
        <source>Choose one above %1.</source>
        <translation>Eine über %1 wählen.</translation>
    </message>
    <message>
        <source>%1 has spare replicas: they would be members from the beginning, and their votes missing.</source>
        <translation>%1 hat Ersatzreplikate: Sie wären von Anfang an Mitglieder, und ihre Stimmen würden fehlen.</translation>
    </message>
    <message>
        <source>Give its pod replicas instead.</source>
        <translation>Seinem Pod stattdessen Replikate geben.</translation>
    </message>
    <message numerus="yes">
        <source>%n replica(s)</source>
        <translation>
            <numerusform>%n Replikat</numerusform>
            <numerusform>%n Replikate</numerusform>
        </translation>
    </message>
    <message>
        <source>an election has no name.</source>
        <translation>Eine Wahl hat keinen Namen.</translation>
    </message>
    <message>
        <source>the election &quot;%1&quot; is named twice.</source>
        <translation>Die Wahl „%1“ ist zweimal genannt.</translation>
    </message>
    <message>
        <source>others of its election name other further elections.</source>
        <translation>Andere seiner Wahl nennen andere weitere Wahlen.</translation>
    </message>
    <message>
        <source>List the same names, each once, in the same order with every elector of the election.</source>
        <translation>Bei jedem Wahlhelfer der Wahl die gleichen Namen aufführen, jeden einmal und in der gleichen Reihenfolge.</translation>
    </message>
    <message>
        <source>The election &quot;%1&quot; has one member: nobody takes over when it fails.</source>
        <translation>Die Wahl „%1“ hat ein einziges Mitglied: Niemand übernimmt, wenn es ausfällt.</translation>
    </message>
    <message>
        <source>Give its pod three replicas.</source>
        <translation>Seinem Pod drei Replikate geben.</translation>
    </message>
    <message>
        <source>Three replicas</source>
        <translation>Drei Replikate</translation>
    </message>
    <message>
        <source>The election &quot;%1&quot; has %2 members: it stands no more failures than with one member less.</source>
        <translation>Die Wahl „%1“ hat %2 Mitglieder: Sie hält nicht mehr Ausfälle aus als mit einem Mitglied weniger.</translation>
    </message>
    <message>
        <source>Use an odd number.</source>
        <translation>Eine ungerade Zahl verwenden.</translation>
    </message>
    <message>
        <source>%1 and %2 of the same pod both vote in the election &quot;%3&quot;: when the pod fails, two votes are gone.</source>
        <translation>%1 und %2 desselben Pods stimmen beide in der Wahl „%3“ ab: Fällt der Pod aus, sind zwei Stimmen fort.</translation>
    </message>
    <message>
        <source>Leave one elector in each pod, or give this one another election.</source>
        <translation>In jedem Pod einen einzigen Wahlhelfer lassen, oder diesem eine andere Wahl geben.</translation>
    </message>
    <message>
        <source>%1 stands beside %2 in one pod and has no election of its own: the same replicas elect two leaders.</source>
        <translation>%1 steht neben %2 in einem Pod und hat keine eigene Wahl: Dieselben Replikate wählen zwei Leiter.</translation>
    </message>
    <message>
        <source>Leave one elector in each pod, or name an election for each of them.</source>
        <translation>In jedem Pod einen einzigen Wahlhelfer lassen, oder jedem eine benannte Wahl geben.</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>%1 entfernen</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no name of a host.</source>
        <translation>„%1“ ist kein Name eines Rechners.</translation>
    </message>
    <message>
        <source>Use lower case letters, digits and hyphens: node-1.</source>
        <translation>Kleinbuchstaben, Ziffern und Bindestriche verwenden: node-1.</translation>
    </message>
    <message>
        <source>The pod &quot;%1&quot; names hosts, and the drawing gives hosts no cores: they change nothing.</source>
        <translation>Der Pod „%1“ nennt Rechner, und die Zeichnung gibt Rechnern keine Kerne: Sie ändern nichts.</translation>
    </message>
    <message>
        <source>Say in the drawing&apos;s settings how many cores a host has.</source>
        <translation>In den Einstellungen der Zeichnung angeben, wie viele Kerne ein Rechner hat.</translation>
    </message>
    <message>
        <source>Four cores</source>
        <translation>Vier Kerne</translation>
    </message>
    <message>
        <source>The pod &quot;%1&quot; names more hosts than it has replicas.</source>
        <translation>Der Pod „%1“ nennt mehr Rechner, als er Replikate hat.</translation>
    </message>
    <message>
        <source>Name as many as there are replicas, or fewer.</source>
        <translation>So viele nennen, wie es Replikate gibt, oder weniger.</translation>
    </message>
    <message>
        <source>Only the first %1</source>
        <translation>Nur die ersten %1</translation>
    </message>
    <message>
        <source>%1 cores a host</source>
        <translation>%1 Kerne je Rechner</translation>
    </message>
    <message>
        <source>Lower the limits</source>
        <translation>Die Grenzen senken</translation>
    </message>
    <message>
        <source>The processor limits on %1 add up to %2 cores, and it has %3: together the containers cannot have what their limits allow.</source>
        <translation>Die Prozessorgrenzen auf %1 ergeben zusammen %2 Kerne, vorhanden sind %3: Zusammen können die Container nicht bekommen, was ihre Grenzen erlauben.</translation>
    </message>
    <message>
        <source>the host</source>
        <translation>dem Rechner</translation>
    </message>
    <message>
        <source>host %1</source>
        <translation>Rechner %1</translation>
    </message>
    <message>
        <source>Raise the cores of a host, lower the limits, or let weights decide.</source>
        <translation>Die Kerne eines Rechners erhöhen, die Grenzen senken, oder Gewichte entscheiden lassen.</translation>
    </message>
    <message>
        <source>The processor limit of %1 is above the %2 cores of a host.</source>
        <translation>Die Prozessorgrenze von %1 liegt über den %2 Kernen eines Rechners.</translation>
    </message>
    <message>
        <source>Choose a lower limit.</source>
        <translation>Eine niedrigere Grenze wählen.</translation>
    </message>
    <message>
        <source>Limit it to %1</source>
        <translation>Auf %1 begrenzen</translation>
    </message>
    <message>
        <source>Fewer replicas</source>
        <translation>Weniger Replikate</translation>
    </message>
    <message>
        <source>The drawing has %1 containers when its replicas are counted.</source>
        <translation>Die Zeichnung hat %1 Container, wenn man die Replikate mitzählt.</translation>
    </message>
    <message>
        <source>Lower the replicas: %1 in all are possible.</source>
        <translation>Die Replikate verringern: %1 sind insgesamt möglich.</translation>
    </message>
    <message>
        <source>The electors %1 have %2 members, and each of them talks to all others.</source>
        <translation>Die Wahlhelfer %1 haben %2 Mitglieder, und jedes davon spricht mit allen anderen.</translation>
    </message>
    <message>
        <source>Give their pod at most %1 replicas: three or five are usual.</source>
        <translation>Ihrem Pod höchstens %1 Replikate geben: Drei oder fünf sind üblich.</translation>
    </message>
    <message>
        <source>Five replicas</source>
        <translation>Fünf Replikate</translation>
    </message>
    <message>
        <source>Give it at least %1, or 0s for not at all.</source>
        <translation>Mindestens %1 angeben, oder 0s für überhaupt nicht.</translation>
    </message>
    <message>
        <source>Every %1</source>
        <translation>Alle %1</translation>
    </message>
    <message>
        <source>The source changes every %1: a run would see nothing but that.</source>
        <translation>Die Quelle ändert sich alle %1: Ein Lauf würde nichts anderes sehen.</translation>
    </message>
    <message>
        <source>The fault comes and goes every %1: a run would see nothing but that.</source>
        <translation>Die Störung kommt und geht alle %1: Ein Lauf würde nichts anderes sehen.</translation>
    </message>
    <message>
        <source>The users of %1 come back at once and are answered at once, so that time does not advance.</source>
        <translation>Die Benutzer von %1 kommen sofort wieder und bekommen sofort Antwort, sodass die Zeit nicht vergeht.</translation>
    </message>
    <message>
        <source>Give them a think time, or the link a latency, or the service a service time.</source>
        <translation>Ihnen eine Denkzeit geben, der Verbindung eine Latenz, oder dem Dienst eine Bedienzeit.</translation>
    </message>
    <message>
        <source>Let them think</source>
        <translation>Sie nachdenken lassen</translation>
    </message>
    <message>
        <source>The clock that machines go by is the time since boot, which never goes back by definition.</source>
        <translation>Die Uhr, nach der Maschinen gehen, ist die Zeit seit dem Systemstart, die ihrer Definition nach nie zurückgeht.</translation>
    </message>
    <message>
        <source>To set the time of day back, which no machine heeds, use the fault &quot;wallclock&quot; with &quot;way&quot;: &quot;back&quot;.</source>
        <translation>Um die Tageszeit zurückzustellen, nach der sich keine Maschine richtet, die Störung „wallclock“ mit &quot;way&quot;: &quot;back&quot; verwenden.</translation>
    </message>
    <message>
        <source>Set the wall clock back</source>
        <translation>Die Wanduhr zurückstellen</translation>
    </message>
    <message>
        <source>Remove the link</source>
        <translation>Die Verbindung entfernen</translation>
    </message>
    <message>
        <source>Turn it round</source>
        <translation>Umdrehen</translation>
    </message>
    <message>
        <source>From %1 to %2</source>
        <translation>Von %1 nach %2</translation>
    </message>
    <message>
        <source>Merge the two</source>
        <translation>Die beiden zusammenlegen</translation>
    </message>
    <message>
        <source>The link &quot;%1&quot; leads to a container &quot;%2&quot; that is not there.</source>
        <translation>Die Verbindung „%1“ führt zu einem Container „%2“, den es nicht gibt.</translation>
    </message>
    <message>
        <source>Connect it to another one, or remove it.</source>
        <translation>Mit einem anderen verbinden, oder sie entfernen.</translation>
    </message>
    <message>
        <source>The port &quot;%1&quot; of &quot;%2&quot; is for the other end of a link.</source>
        <translation>Der Anschluss „%1“ von „%2“ ist für das andere Ende einer Verbindung.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has no port &quot;%2&quot;.</source>
        <translation>„%1“ hat keinen Anschluss „%2“.</translation>
    </message>
    <message>
        <source>A %1 has no port there.</source>
        <translation>%1 hat dort keinen Anschluss.</translation>
    </message>
    <message>
        <source>Its ports for this end are: %1.</source>
        <translation>Die Anschlüsse für dieses Ende sind: %1.</translation>
    </message>
    <message>
        <source>The caller speaks %1, the other side answers %2.</source>
        <translation>Der Rufer spricht %1, die andere Seite antwortet in %2.</translation>
    </message>
    <message>
        <source>Connect ports of one protocol.</source>
        <translation>Anschlüsse desselben Protokolls verbinden.</translation>
    </message>
    <message>
        <source>This link closes a circle of calls: a request could go round until it times out.</source>
        <translation>Diese Verbindung schließt einen Kreis von Aufrufen: Eine Anfrage könnte umlaufen, bis ihre Zeit abläuft.</translation>
    </message>
    <message>
        <source>Remove it, or give one link of the circle fewer calls per request.</source>
        <translation>Sie entfernen, oder einer Verbindung des Kreises weniger Aufrufe je Anfrage geben.</translation>
    </message>
    <message>
        <source>The link &quot;%1&quot; leads back to its own container.</source>
        <translation>Die Verbindung „%1“ führt zu ihrem eigenen Container zurück.</translation>
    </message>
    <message>
        <source>Remove it.</source>
        <translation>Entfernen.</translation>
    </message>
    <message>
        <source>There is another link between the same ports.</source>
        <translation>Zwischen denselben Anschlüssen gibt es noch eine Verbindung.</translation>
    </message>
    <message>
        <source>Remove one, and set its calls per request.</source>
        <translation>Eine entfernen und ihre Aufrufe je Anfrage setzen.</translation>
    </message>
    <message>
        <source>The port takes only one link.</source>
        <translation>Der Anschluss nimmt nur eine Verbindung auf.</translation>
    </message>
    <message>
        <source>Remove one of them.</source>
        <translation>Eine davon entfernen.</translation>
    </message>
    <message>
        <source>%1 follows a trace that is empty.</source>
        <translation>%1 folgt einer Aufzeichnung, die leer ist.</translation>
    </message>
    <message>
        <source>Let bayplanctl fit --trace make one out of a CSV file, or choose other arrivals.</source>
        <translation>Mit bayplanctl fit --trace aus einer CSV-Datei eine machen, oder andere Ankünfte wählen.</translation>
    </message>
    <message>
        <source>Poisson arrivals</source>
        <translation>Poisson-Ankünfte</translation>
    </message>
    <message>
        <source>Remove the trace</source>
        <translation>Die Aufzeichnung entfernen</translation>
    </message>
    <message>
        <source>%1: the profile is a list of at most 1000 rates, each a number at or above 0.</source>
        <translation>%1: Das Profil ist eine Liste von höchstens 1000 Raten, jede eine Zahl ab 0.</translation>
    </message>
    <message>
        <source>Write requests per second, like &quot;120&quot;.</source>
        <translation>Anfragen je Sekunde schreiben, wie „120“.</translation>
    </message>
    <message>
        <source>Keep the rates only</source>
        <translation>Nur die Raten behalten</translation>
    </message>
    <message>
        <source>%1 has a shape, and its arrivals have no rate to give it to.</source>
        <translation>%1 hat einen Verlauf, und seine Ankünfte haben keine Rate, für die er gelten könnte.</translation>
    </message>
    <message>
        <source>Choose poisson or constant arrivals.</source>
        <translation>Ankünfte nach poisson oder constant wählen.</translation>
    </message>
    <message>
        <source>Remove the shape</source>
        <translation>Den Verlauf entfernen</translation>
    </message>
    <message>
        <source>%1 bursts without end: its bursts are as long as the period.</source>
        <translation>Der Schwall von %1 endet nie: Er ist so lang wie die Periode.</translation>
    </message>
    <message>
        <source>Choose shorter bursts, or a steady rate.</source>
        <translation>Einen kürzeren Schwall wählen, oder eine gleichbleibende Rate.</translation>
    </message>
    <message>
        <source>Bursts of %1</source>
        <translation>Schwall von %1</translation>
    </message>
    <message>
        <source>More work at once</source>
        <translation>Mehr Arbeit zugleich</translation>
    </message>
    <message>
        <source>Less load</source>
        <translation>Weniger Last</translation>
    </message>
    <message>
        <source>%1 may ask %2 % of its questions again, and %3 cannot serve as many.</source>
        <translation>%1 darf %2 % seiner Fragen noch einmal stellen, und %3 kann so viele nicht bedienen.</translation>
    </message>
    <message>
        <source>Lower the budget, or give the shards more replicas.</source>
        <translation>Das Budget senken, oder den Teilen mehr Replikate geben.</translation>
    </message>
    <message>
        <source>A budget of %1</source>
        <translation>Ein Budget von %1</translation>
    </message>
    <message>
        <source>Ask once</source>
        <translation>Einmal fragen</translation>
    </message>
    <message>
        <source>Each second %1 is given %2 tasks, and its workers do %3: what waits grows without end.</source>
        <translation>Jede Sekunde bekommt %1 %2 Aufgaben, und seine Arbeiter schaffen %3: Was wartet, wächst ohne Ende.</translation>
    </message>
    <message>
        <source>Each second %1 is given %2 requests, and it serves at most %3: what waits grows without end.</source>
        <translation>Jede Sekunde bekommt %1 %2 Anfragen und bedient höchstens %3: Was wartet, wächst ohne Ende.</translation>
    </message>
    <message>
        <source>Give it more workers or less load.</source>
        <translation>Mehr Arbeiter oder weniger Last geben.</translation>
    </message>
    <message>
        <source>Give it more replicas or less load.</source>
        <translation>Mehr Replikate oder weniger Last geben.</translation>
    </message>
    <message>
        <source>At the peak %1 is given %2 tasks, and its workers do %3: there, what waits grows.</source>
        <translation>An der Spitze bekommt %1 %2 Aufgaben je Sekunde, und seine Arbeiter schaffen %3: Dort wächst, was wartet.</translation>
    </message>
    <message>
        <source>At the peak %1 is given %2 requests, and it serves at most %3: there, what waits grows.</source>
        <translation>An der Spitze bekommt %1 %2 Anfragen je Sekunde und bedient höchstens %3: Dort wächst, was wartet.</translation>
    </message>
    <message>
        <source>That may be what you want to see; else choose a lower peak.</source>
        <translation>Das mag beabsichtigt sein; sonst eine niedrigere Spitze wählen.</translation>
    </message>
    <message>
        <source>The fault &quot;%1&quot; changes the load of &quot;%2&quot;, which is no load generator.</source>
        <translation>Die Störung „%1“ ändert die Last von „%2“, das kein Lastgenerator ist.</translation>
    </message>
    <message>
        <source>Aim at a load generator, or at its pod.</source>
        <translation>Auf einen Lastgenerator oder auf dessen Pod zielen.</translation>
    </message>
    <message>
        <source>Remove the fault</source>
        <translation>Die Störung entfernen</translation>
    </message>
    <message>
        <source>Aim at %1</source>
        <translation>Auf %1 zielen</translation>
    </message>
    <message>
        <source>Names have small letters, digits and hyphens, at most 63, and begin and end with a letter or digit.</source>
        <translation>Namen bestehen aus Kleinbuchstaben, Ziffern und Bindestrichen, höchstens 63, und beginnen und enden mit Buchstabe oder Ziffer.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; cannot be an id.</source>
        <translation>„%1“ kann keine Kennung sein.</translation>
    </message>
    <message>
        <source>Give it another id</source>
        <translation>Eine andere Kennung geben</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has replicas, and so would take the name &quot;%2&quot;, which another pod has.</source>
        <translation>„%1“ hat Replikate und bekäme deshalb den Namen „%2“, den ein anderer Pod hat.</translation>
    </message>
    <message>
        <source>Rename one of the two.</source>
        <translation>Einen der beiden umbenennen.</translation>
    </message>
    <message>
        <source>The pod&apos;s name &quot;%1&quot; is no DNS name.</source>
        <translation>Der Name des Pods, „%1“, ist kein DNS-Name.</translation>
    </message>
    <message>
        <source>Two pods have the name &quot;%1&quot;.</source>
        <translation>Zwei Pods haben den Namen „%1“.</translation>
    </message>
    <message>
        <source>The container &quot;%1&quot; is in no pod: there is no pod &quot;%2&quot;.</source>
        <translation>Der Container „%1“ ist in keinem Pod: Es gibt keinen Pod „%2“.</translation>
    </message>
    <message>
        <source>Name the id of a pod.</source>
        <translation>Die Kennung eines Pods angeben.</translation>
    </message>
    <message>
        <source>Add a pod for it</source>
        <translation>Einen Pod dafür anlegen</translation>
    </message>
    <message>
        <source>There is no kind &quot;%1&quot;.</source>
        <translation>Es gibt keine Art „%1“.</translation>
    </message>
    <message>
        <source>Make it a %1</source>
        <translation>Zu %1 machen</translation>
    </message>
    <message>
        <source>The container&apos;s name &quot;%1&quot; is no DNS name, or taken by the pod itself.</source>
        <translation>Der Name des Containers, „%1“, ist kein DNS-Name, oder der Pod selbst hat ihn.</translation>
    </message>
    <message>
        <source>Two containers of the pod have the name &quot;%1&quot;.</source>
        <translation>Zwei Container des Pods haben den Namen „%1“.</translation>
    </message>
    <message>
        <source>The volume&apos;s name &quot;%1&quot; is no DNS name.</source>
        <translation>Der Name des Volumes, „%1“, ist kein DNS-Name.</translation>
    </message>
    <message>
        <source>Two volumes have the name &quot;%1&quot;.</source>
        <translation>Zwei Volumes haben den Namen „%1“.</translation>
    </message>
    <message>
        <source>The group &quot;%1&quot; names what is no pod, note or group, or stands in another group.</source>
        <translation>Die Gruppe „%1“ nennt, was weder Pod noch Notiz noch Gruppe ist oder in einer anderen Gruppe steht.</translation>
    </message>
    <message>
        <source>Take it out of the group.</source>
        <translation>Es aus der Gruppe nehmen.</translation>
    </message>
    <message>
        <source>Remove the group</source>
        <translation>Die Gruppe entfernen</translation>
    </message>
    <message>
        <source>Take them out</source>
        <translation>Herausnehmen</translation>
    </message>
    <message>
        <source>Call it %1</source>
        <translation>%1 nennen</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has no parameter &quot;%2&quot;.</source>
        <translation>„%1“ hat keinen Parameter „%2“.</translation>
    </message>
    <message>
        <source>%1 (%2): %3</source>
        <translation>%1 (%2): %3</translation>
    </message>
    <message>
        <source>Use the default</source>
        <translation>Die Vorgabe verwenden</translation>
    </message>
    <message>
        <source>The pod &quot;%1&quot; has no container.</source>
        <translation>Der Pod „%1“ enthält keinen Container.</translation>
    </message>
    <message>
        <source>Put one in, or remove the pod.</source>
        <translation>Einen hineinsetzen, oder den Pod entfernen.</translation>
    </message>
    <message>
        <source>There is nothing to run: the document has no containers.</source>
        <translation>Es gibt nichts, was laufen könnte: Das Dokument enthält keine Container.</translation>
    </message>
    <message>
        <source>Add one from the palette.</source>
        <translation>Einen aus der Palette hinzufügen.</translation>
    </message>
    <message>
        <source>Add a container</source>
        <translation>Einen Container hinzufügen</translation>
    </message>
    <message>
        <source>The load generator %1 calls nobody.</source>
        <translation>Der Lastgenerator %1 ruft niemanden.</translation>
    </message>
    <message>
        <source>Connect its target.</source>
        <translation>Sein Ziel verbinden.</translation>
    </message>
    <message>
        <source>Link its target</source>
        <translation>Sein Ziel verbinden</translation>
    </message>
    <message>
        <source>The ambassador %1 has no servers.</source>
        <translation>Der Botschafter %1 hat keine Server.</translation>
    </message>
    <message>
        <source>Connect it to memcached containers.</source>
        <translation>Mit memcached-Containern verbinden.</translation>
    </message>
    <message>
        <source>Link its servers</source>
        <translation>Seine Server verbinden</translation>
    </message>
    <message>
        <source>The log saver %1 has nowhere to ship to.</source>
        <translation>Die Protokollsicherung %1 hat nichts, wohin sie liefern könnte.</translation>
    </message>
    <message>
        <source>Connect its sink.</source>
        <translation>Ihre Senke verbinden.</translation>
    </message>
    <message>
        <source>Link its sink</source>
        <translation>Ihre Senke verbinden</translation>
    </message>
    <message>
        <source>The worker %1 has no work queue.</source>
        <translation>Der Arbeiter %1 hat keine Arbeitswarteschlange.</translation>
    </message>
    <message>
        <source>Connect its queue.</source>
        <translation>Seine Warteschlange verbinden.</translation>
    </message>
    <message>
        <source>Link its queue</source>
        <translation>Seine Warteschlange verbinden</translation>
    </message>
    <message>
        <source>The ambassador %1 has no services.</source>
        <translation>Der Botschafter %1 hat keine Dienste.</translation>
    </message>
    <message>
        <source>Connect it to the containers that it calls.</source>
        <translation>Mit den Containern verbinden, die er ruft.</translation>
    </message>
    <message>
        <source>Link its services</source>
        <translation>Seine Dienste verbinden</translation>
    </message>
    <message>
        <source>The root %1 has no shards.</source>
        <translation>Die Wurzel %1 hat keine Teile.</translation>
    </message>
    <message>
        <source>Connect it to its leaves, or to the roots of subtrees.</source>
        <translation>Mit ihren Blättern verbinden, oder mit den Wurzeln von Teilbäumen.</translation>
    </message>
    <message>
        <source>Link a shard</source>
        <translation>Einen Teil verbinden</translation>
    </message>
    <message>
        <source>%1 waits for %2 parts and has %3 shards.</source>
        <translation>%1 wartet auf %2 Antworten und hat %3 Teile.</translation>
    </message>
    <message>
        <source>Choose %1 or fewer, or a fraction up to 1.</source>
        <translation>%1 oder weniger wählen, oder einen Anteil bis 1.</translation>
    </message>
    <message>
        <source>Wait for %1</source>
        <translation>Auf %1 warten</translation>
    </message>
    <message>
        <source>Nobody works on the tasks of %1.</source>
        <translation>Niemand arbeitet an den Aufgaben von %1.</translation>
    </message>
    <message>
        <source>Connect a worker to it.</source>
        <translation>Einen Arbeiter damit verbinden.</translation>
    </message>
    <message>
        <source>Every replica of %1 is a queue of its own: a worker sees the tasks of one only.</source>
        <translation>Jedes Replikat von %1 ist eine Warteschlange für sich: Ein Arbeiter sieht nur die Aufgaben von einer.</translation>
    </message>
    <message>
        <source>Use one replica.</source>
        <translation>Ein einziges Replikat verwenden.</translation>
    </message>
    <message>
        <source>One replica</source>
        <translation>Ein Replikat</translation>
    </message>
    <message>
        <source>Tasks come to %1 at %2 a second and its workers do %3: it grows until it is full.</source>
        <translation>In %1 kommen %2 Aufgaben je Sekunde an, und die Arbeiter schaffen %3: Sie wächst, bis sie voll ist.</translation>
    </message>
    <message>
        <source>Give it more workers or slots, or less work.</source>
        <translation>Ihr mehr Arbeiter oder Plätze geben, oder weniger Arbeit.</translation>
    </message>
    <message>
        <source>%1 mounts a volume &quot;%2&quot; that is not there.</source>
        <translation>%1 hängt ein Volume „%2“ ein, das es nicht gibt.</translation>
    </message>
    <message>
        <source>Add the volume, or mount another one.</source>
        <translation>Das Volume hinzufügen, oder ein anderes einhängen.</translation>
    </message>
    <message>
        <source>Add the volume %1</source>
        <translation>Das Volume %1 hinzufügen</translation>
    </message>
    <message>
        <source>%1 mounts two volumes at %2.</source>
        <translation>%1 hängt bei %2 zwei Volumes ein.</translation>
    </message>
    <message>
        <source>Give one another path.</source>
        <translation>Einem davon einen anderen Pfad geben.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; of %2 is below none of its mounts.</source>
        <translation>„%1“ von %2 liegt unter keiner der Einhängungen.</translation>
    </message>
    <message>
        <source>Mount a volume there, or choose a path below a mount.</source>
        <translation>Dort ein Volume einhängen, oder einen Pfad unter einer Einhängung wählen.</translation>
    </message>
    <message>
        <source>Mount a volume at %1</source>
        <translation>Ein Volume bei %1 einhängen</translation>
    </message>
    <message>
        <source>Use a file below a mount</source>
        <translation>Eine Datei unter einer Einhängung verwenden</translation>
    </message>
    <message>
        <source>%1 of %2 looks like a secret; it stands in the document and in exports.</source>
        <translation>%1 von %2 sieht nach einem Geheimnis aus; es steht im Dokument und in Exporten.</translation>
    </message>
    <message>
        <source>Leave the value out and give it at deployment, or use a file.</source>
        <translation>Den Wert weglassen und beim Ausrollen angeben, oder eine Datei verwenden.</translation>
    </message>
    <message>
        <source>Write %1</source>
        <translation>%1 schreiben</translation>
    </message>
    <message>
        <source>%1 listens on port %2, and so does %3 in the same pod.</source>
        <translation>%1 horcht auf Port %2, und %3 im selben Pod ebenso.</translation>
    </message>
    <message>
        <source>Give one of them another port.</source>
        <translation>Einem davon einen anderen Port geben.</translation>
    </message>
    <message>
        <source>Use a free port</source>
        <translation>Einen freien Port verwenden</translation>
    </message>
    <message>
        <source>%1 of %2 is open to the whole network.</source>
        <translation>%1 von %2 ist für das ganze Netz offen.</translation>
    </message>
    <message>
        <source>Leave the address out to publish it on 127.0.0.1 only.</source>
        <translation>Die Adresse weglassen, um nur auf 127.0.0.1 zu veröffentlichen.</translation>
    </message>
    <message>
        <source>Publish on 127.0.0.1</source>
        <translation>Auf 127.0.0.1 veröffentlichen</translation>
    </message>
    <message>
        <source>Port %1 of the host is published by %2 and by %3.</source>
        <translation>Port %1 des Rechners wird von %2 und von %3 veröffentlicht.</translation>
    </message>
    <message>
        <source>Choose another one, or leave it out and the engine chooses.</source>
        <translation>Einen anderen wählen, oder ihn weglassen, dann wählt die Engine.</translation>
    </message>
    <message>
        <source>Let the engine choose</source>
        <translation>Die Engine wählen lassen</translation>
    </message>
    <message>
        <source>The volume &quot;%1&quot; is mounted by no container.</source>
        <translation>Das Volume „%1“ wird von keinem Container eingehängt.</translation>
    </message>
    <message>
        <source>Mount it, or remove it.</source>
        <translation>Einhängen, oder entfernen.</translation>
    </message>
    <message>
        <source>The volume &quot;%1&quot; gives containers the system folder %2.</source>
        <translation>Das Volume „%1“ gibt Containern den Systemordner %2.</translation>
    </message>
    <message>
        <source>Use a folder of your own.</source>
        <translation>Einen eigenen Ordner verwenden.</translation>
    </message>
    <message>
        <source>Let the engine keep it</source>
        <translation>Die Engine es verwahren lassen</translation>
    </message>
    <message>
        <source>The fault &quot;%1&quot; aims at &quot;%2&quot;, which is not there.</source>
        <translation>Die Störung „%1“ zielt auf „%2“, das es nicht gibt.</translation>
    </message>
    <message>
        <source>Name a pod, a container, a link, or a replica like web-0.</source>
        <translation>Einen Pod, einen Container, eine Verbindung oder ein Replikat wie web-0 angeben.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no pod that has spare replicas: nothing will be started.</source>
        <translation>„%1“ ist kein Pod, der Ersatzreplikate hat: Nichts wird gestartet werden.</translation>
    </message>
    <message>
        <source>Aim at a pod, and give it spares.</source>
        <translation>Auf einen Pod zielen und ihm Ersatzreplikate geben.</translation>
    </message>
    <message>
        <source>Give it a spare replica</source>
        <translation>Ein Ersatzreplikat geben</translation>
    </message>
    <message>
        <source>A link cannot meet with the fault &quot;%1&quot;.</source>
        <translation>Eine Verbindung kann die Störung „%1“ nicht treffen.</translation>
    </message>
    <message>
        <source>Aim at a pod or container.</source>
        <translation>Auf einen Pod oder Container zielen.</translation>
    </message>
    <message>
        <source>Cut the link instead</source>
        <translation>Stattdessen die Verbindung trennen</translation>
    </message>
    <message>
        <source>Take it out</source>
        <translation>Herausnehmen</translation>
    </message>
    <message>
        <source>There is no fault &quot;%1&quot;.</source>
        <translation>Es gibt keine Störung „%1“.</translation>
    </message>
    <message>
        <source>Make it %1</source>
        <translation>Zu %1 machen</translation>
    </message>
    <message>
        <source>The warm-up takes up the whole duration, so nothing is measured.</source>
        <translation>Der Anlauf nimmt die ganze Dauer ein, sodass nichts gemessen wird.</translation>
    </message>
    <message>
        <source>Choose a shorter one.</source>
        <translation>Einen kürzeren wählen.</translation>
    </message>
    <message>
        <source>Warm up for %1</source>
        <translation>Anlauf von %1</translation>
    </message>
    <message>
        <source>The fault &quot;%1&quot; comes after the end of the run.</source>
        <translation>Die Störung „%1“ kommt nach dem Ende des Laufs.</translation>
    </message>
    <message>
        <source>Choose an earlier time or a longer duration.</source>
        <translation>Einen früheren Zeitpunkt oder eine längere Dauer wählen.</translation>
    </message>
    <message>
        <source>At %1</source>
        <translation>Bei %1</translation>
    </message>
    <message>
        <source>The assertion &quot;%1&quot; is empty.</source>
        <translation>Die Erwartung „%1“ ist leer.</translation>
    </message>
    <message>
        <source>Write one like: p99 of web &lt; 200ms</source>
        <translation>Eine schreiben wie: p99 of web &lt; 200ms</translation>
    </message>
    <message>
        <source>Remove it</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Use HEAD</source>
        <translation>HEAD verwenden</translation>
    </message>
    <message>
        <source>%1: an archive has no revision; the one that is given is not heeded.</source>
        <translation>%1: Ein Archiv hat keine Revision; die angegebene wird nicht beachtet.</translation>
    </message>
    <message>
        <source>Take it out, or give a git repository as source.</source>
        <translation>Sie herausnehmen, oder als Quelle ein Git-Repository angeben.</translation>
    </message>
    <message>
        <source>%1: the path &quot;%2&quot; is none.</source>
        <translation>%1: Der Pfad „%2“ ist keiner.</translation>
    </message>
    <message>
        <source>Begin with a slash, without blanks: /stats.</source>
        <translation>Mit einem Schrägstrich beginnen, ohne Leerzeichen: /stats.</translation>
    </message>
    <message>
        <source>Remove the command</source>
        <translation>Den Befehl entfernen</translation>
    </message>
    <message>
        <source>The image of %1</source>
        <translation>Das Image von %1</translation>
    </message>
    <message>
        <source>%1: the health command begins with no program.</source>
        <translation>%1: Der Gesundheitsbefehl beginnt mit keinem Programm.</translation>
    </message>
    <message>
        <source>Write the program first, then each argument as an entry of its own.</source>
        <translation>Zuerst das Programm schreiben, dann jedes Argument als eigenen Eintrag.</translation>
    </message>
    <message>
        <source>Begin with what follows</source>
        <translation>Mit dem beginnen, was folgt</translation>
    </message>
    <message>
        <source>%1: deployed, its health command runs in our image, which has no programs.</source>
        <translation>%1: Ausgerollt läuft der Gesundheitsbefehl in unserem Image, das keine Programme enthält.</translation>
    </message>
    <message>
        <source>Give an image that has it.</source>
        <translation>Ein Image angeben, das ihn enthält.</translation>
    </message>
    <message>
        <source>%1: its health command decides alone; what is asked of the figures is not heeded.</source>
        <translation>%1: Der Gesundheitsbefehl entscheidet allein; was von den Werten verlangt wird, wird nicht beachtet.</translation>
    </message>
    <message>
        <source>Take out one of the two.</source>
        <translation>Eines von beiden herausnehmen.</translation>
    </message>
    <message>
        <source>Let the command decide</source>
        <translation>Den Befehl entscheiden lassen</translation>
    </message>
    <message>
        <source>Use an example</source>
        <translation>Ein Beispiel verwenden</translation>
    </message>
    <message>
        <source>Use %1</source>
        <translation>%1 verwenden</translation>
    </message>
    <message>
        <source>%1: &quot;%2&quot; is no name of a link in the folder.</source>
        <translation>%1: „%2“ ist kein Name eines Links im Ordner.</translation>
    </message>
    <message>
        <source>Write a plain name: current.</source>
        <translation>Einen einfachen Namen schreiben: current.</translation>
    </message>
    <message>
        <source>Call it current</source>
        <translation>current nennen</translation>
    </message>
    <message>
        <source>%1: the folder &quot;%2&quot; is below no mount that can be written to.</source>
        <translation>%1: Der Ordner „%2“ liegt unter keiner Einhängung, in die geschrieben werden kann.</translation>
    </message>
    <message>
        <source>Mount the volume that it shares with the main container.</source>
        <translation>Das Volume einhängen, das er mit dem Hauptcontainer teilt.</translation>
    </message>
    <message>
        <source>Mount a volume there</source>
        <translation>Dort ein Volume einhängen</translation>
    </message>
    <message>
        <source>The adapter %1 adapts nobody.</source>
        <translation>Der Adapter %1 passt niemanden an.</translation>
    </message>
    <message>
        <source>Connect its source.</source>
        <translation>Seine Quelle verbinden.</translation>
    </message>
    <message>
        <source>Link its source</source>
        <translation>Seine Quelle verbinden</translation>
    </message>
    <message>
        <source>%1: &quot;%2&quot; names no lines.</source>
        <translation>%1: „%2“ benennt keine Zeilen.</translation>
    </message>
    <message>
        <source>Write NAME=WORDS: errors=ERROR.</source>
        <translation>NAME=WÖRTER schreiben: errors=ERROR.</translation>
    </message>
    <message>
        <source>A lease of %1</source>
        <translation>Eine Lease von %1</translation>
    </message>
    <message>
        <source>A time-out of %1</source>
        <translation>Eine Wahlfrist von %1</translation>
    </message>
    <message>
        <source>%1: with a lease of %2 and clocks of which one runs at %3 of the rate of another, two could lead at once.</source>
        <translation>%1: Mit einer Lease von %2 und Uhren, von denen eine mit dem %3-Fachen der Rate einer anderen geht, könnten zwei zugleich leiten.</translation>
    </message>
    <message>
        <source>A lease is safe up to the least election time-out times that rate.</source>
        <translation>Eine Lease ist sicher bis zur kürzesten Wahlfrist mal dieser Rate.</translation>
    </message>
    <message>
        <source>%1 asks again before half of the answers are there: the budget is gone on questions that were not slow.</source>
        <translation>%1 fragt noch einmal, bevor die Hälfte der Antworten da ist: Das Budget geht für Fragen drauf, die nicht langsam waren.</translation>
    </message>
    <message>
        <source>Ask again after a high quantile: 0.95.</source>
        <translation>Erst nach einem hohen Quantil noch einmal fragen: 0.95.</translation>
    </message>
    <message>
        <source>Slow is beyond 0.95</source>
        <translation>Langsam ist jenseits von 0.95</translation>
    </message>
    <message>
        <source>At a stop %1 has %2 to finish what is under way, which takes up to %3: the rest is lost.</source>
        <translation>Bei einem Stopp hat %1 %2 Zeit, um Laufendes zu beenden, was bis zu %3 dauert: Der Rest geht verloren.</translation>
    </message>
    <message>
        <source>Give the pod a longer stop grace.</source>
        <translation>Dem Pod eine längere Abschlussfrist geben.</translation>
    </message>
    <message>
        <source>A grace of %1</source>
        <translation>Eine Abschlussfrist von %1</translation>
    </message>
    <message>
        <source>Calibrate from a run</source>
        <translation>Nach einem Lauf kalibrieren</translation>
    </message>
    <message>
        <source>A document is a JSON object.</source>
        <translation>Ein Dokument ist ein JSON-Objekt.</translation>
    </message>
    <message>
        <source>Is this a file of another program? A Compose file is imported.</source>
        <translation>Ist das eine Datei eines anderen Programms? Eine Compose-Datei wird importiert.</translation>
    </message>
    <message>
        <source>The key &quot;bayplan&quot; with the format&apos;s version is missing.</source>
        <translation>Der Schlüssel „bayplan“ mit der Version des Formats fehlt.</translation>
    </message>
    <message>
        <source>A document begins with {&quot;bayplan&quot;: %1, ...}; manifests are read with `bayplanctl import`.</source>
        <translation>Ein Dokument beginnt mit {&quot;bayplan&quot;: %1, ...}; Manifeste liest `bayplanctl import`.</translation>
    </message>
    <message>
        <source>The format&apos;s version must be a whole number from 1.</source>
        <translation>Die Version des Formats muss eine ganze Zahl ab 1 sein.</translation>
    </message>
    <message>
        <source>Write &quot;bayplan&quot;: %1.</source>
        <translation>&quot;bayplan&quot;: %1 schreiben.</translation>
    </message>
    <message>
        <source>Written by a newer program (format %1, this one knows %2): opened read-only, what it does not know is left out.</source>
        <translation>Von einem neueren Programm geschrieben (Format %1, dieses kennt %2): nur zum Lesen geöffnet; was es nicht kennt, fehlt.</translation>
    </message>
    <message>
        <source>Update this program.</source>
        <translation>Dieses Programm erneuern.</translation>
    </message>
    <message>
        <source>Keys of other programs are not kept here.</source>
        <translation>Schlüssel anderer Programme werden hier nicht bewahrt.</translation>
    </message>
    <message>
        <source>Put it into the document&apos;s first level.</source>
        <translation>Ihn auf die erste Ebene des Dokuments setzen.</translation>
    </message>
    <message>
        <source>This must be an object, not %1.</source>
        <translation>Das muss ein Objekt sein, nicht %1.</translation>
    </message>
    <message>
        <source>Ids have small letters, digits and hyphens, at most 63, and begin and end with a letter or digit; &quot;document&quot; is taken.</source>
        <translation>Kennungen haben Kleinbuchstaben, Ziffern und Bindestriche, höchstens 63, und beginnen und enden mit einem Buchstaben oder einer Ziffer; „document“ ist vergeben.</translation>
    </message>
    <message>
        <source>The id &quot;%1&quot; stands twice.</source>
        <translation>Die Kennung „%1“ steht zweimal da.</translation>
    </message>
    <message>
        <source>Every id is there once in the whole document.</source>
        <translation>Jede Kennung gibt es im ganzen Dokument nur einmal.</translation>
    </message>
    <message>
        <source>The key &quot;%1&quot; is missing.</source>
        <translation>Der Schlüssel „%1“ fehlt.</translation>
    </message>
    <message>
        <source>Known are %1.</source>
        <translation>Bekannt sind %1.</translation>
    </message>
    <message>
        <source>This must be a text, not %1.</source>
        <translation>Das muss ein Text sein, nicht %1.</translation>
    </message>
    <message>
        <source>A position is a list of two numbers, at most ten millions.</source>
        <translation>Ein Ort ist eine Liste von zwei Zahlen bis zehn Millionen.</translation>
    </message>
    <message>
        <source>Write it like [80, 160].</source>
        <translation>Wie [80, 160] schreiben.</translation>
    </message>
    <message>
        <source>A size is a list of width and height, from 0 to ten millions.</source>
        <translation>Eine Größe ist eine Liste aus Breite und Höhe, von 0 bis zehn Millionen.</translation>
    </message>
    <message>
        <source>Write it like [320, 0]; a side of 0 is as the text needs.</source>
        <translation>Wie [320, 0] schreiben; eine Seite von 0 richtet sich nach dem Text.</translation>
    </message>
    <message>
        <source>This must be a list of ids.</source>
        <translation>Das muss eine Liste von Kennungen sein.</translation>
    </message>
    <message>
        <source>An end of a link names a container and its port.</source>
        <translation>Ein Ende einer Verbindung nennt einen Container und seinen Anschluss.</translation>
    </message>
    <message>
        <source>Write it like &quot;web-app/calls&quot;.</source>
        <translation>Wie &quot;web-app/calls&quot; schreiben.</translation>
    </message>
    <message>
        <source>The key &quot;%1&quot; stands twice.</source>
        <translation>Der Schlüssel „%1“ steht zweimal da.</translation>
    </message>
    <message>
        <source>Remove one of the two.</source>
        <translation>Einen der beiden entfernen.</translation>
    </message>
    <message>
        <source>The key &quot;%1&quot; is not known here.</source>
        <translation>Der Schlüssel „%1“ ist hier nicht bekannt.</translation>
    </message>
    <message>
        <source>Remove it; keys that begin with x- are kept for other programs.</source>
        <translation>Ihn entfernen; Schlüssel, die mit x- beginnen, werden für andere Programme bewahrt.</translation>
    </message>
    <message>
        <source>This must be %1, not %2.</source>
        <translation>Das muss %1 sein, nicht %2.</translation>
    </message>
    <message>
        <source>Resize note</source>
        <translation>Größe der Notiz ändern</translation>
    </message>
    <message>
        <source>Move the card</source>
        <translation>Karte verschieben</translation>
    </message>
    <message>
        <source>Take out of the group</source>
        <translation>Aus der Gruppe nehmen</translation>
    </message>
    <message>
        <source>Move to the group</source>
        <translation>In die Gruppe verschieben</translation>
    </message>
    <message>
        <source>The group would be within itself.</source>
        <translation>Die Gruppe wäre in sich selbst.</translation>
    </message>
    <message>
        <source>null</source>
        <translation>null</translation>
    </message>
    <message>
        <source>a list</source>
        <translation>eine Liste</translation>
    </message>
    <message>
        <source>an object</source>
        <translation>ein Objekt</translation>
    </message>
    <message>
        <source>There is more behind the end of the value.</source>
        <translation>Hinter dem Ende des Werts steht noch etwas.</translation>
    </message>
    <message>
        <source>Remove what follows the last closing brace.</source>
        <translation>Entfernen, was auf die letzte schließende Klammer folgt.</translation>
    </message>
    <message>
        <source>More than %1 values.</source>
        <translation>Mehr als %1 Werte.</translation>
    </message>
    <message>
        <source>The text ends where a value should stand.</source>
        <translation>Der Text endet, wo ein Wert stehen sollte.</translation>
    </message>
    <message>
        <source>Complete the document, or restore it from a copy.</source>
        <translation>Das Dokument vervollständigen oder aus einer Kopie wiederherstellen.</translation>
    </message>
    <message>
        <source>Nested more than %1 levels deep.</source>
        <translation>Tiefer als %1 Ebenen geschachtelt.</translation>
    </message>
    <message>
        <source>This is not a JSON value.</source>
        <translation>Das ist kein JSON-Wert.</translation>
    </message>
    <message>
        <source>Text stands in double quotes; else true, false or null is meant.</source>
        <translation>Text steht in doppelten Anführungszeichen; sonst ist true, false oder null gemeint.</translation>
    </message>
    <message>
        <source>Text stands in double quotes, and the last value of a list has no comma behind it.</source>
        <translation>Text steht in doppelten Anführungszeichen, und hinter dem letzten Wert einer Liste steht kein Komma.</translation>
    </message>
    <message>
        <source>This is not a JSON number.</source>
        <translation>Das ist keine JSON-Zahl.</translation>
    </message>
    <message>
        <source>Write it like 3, -0.5 or 1e6.</source>
        <translation>Wie 3, -0.5 oder 1e6 schreiben.</translation>
    </message>
    <message>
        <source>Behind \u stand four hexadecimal digits.</source>
        <translation>Hinter \u stehen vier hexadezimale Ziffern.</translation>
    </message>
    <message>
        <source>This half of a surrogate pair has no other half.</source>
        <translation>Dieser Hälfte eines Ersatzpaars fehlt die andere.</translation>
    </message>
    <message>
        <source>There is no such escape.</source>
        <translation>Eine solche Ersatzschreibung gibt es nicht.</translation>
    </message>
    <message>
        <source>Write a backslash as \\.</source>
        <translation>Einen umgekehrten Schrägstrich als \\ schreiben.</translation>
    </message>
    <message>
        <source>The text ends within a string.</source>
        <translation>Der Text endet mitten in einer Zeichenkette.</translation>
    </message>
    <message>
        <source>Close it with a double quote.</source>
        <translation>Sie mit einem doppelten Anführungszeichen schließen.</translation>
    </message>
    <message>
        <source>A control character stands in a string.</source>
        <translation>In einer Zeichenkette steht ein Steuerzeichen.</translation>
    </message>
    <message>
        <source>Write a line break as \n, a tab as \t.</source>
        <translation>Einen Zeilenumbruch als \n schreiben, einen Tabulator als \t.</translation>
    </message>
    <message>
        <source>This is not UTF-8.</source>
        <translation>Das ist kein UTF-8.</translation>
    </message>
    <message>
        <source>Save the file in the encoding UTF-8.</source>
        <translation>Die Datei in der Kodierung UTF-8 speichern.</translation>
    </message>
    <message>
        <source>A comma or a closing bracket is missing here.</source>
        <translation>Hier fehlt ein Komma oder eine schließende eckige Klammer.</translation>
    </message>
    <message>
        <source>A key in double quotes is missing here.</source>
        <translation>Hier fehlt ein Schlüssel in doppelten Anführungszeichen.</translation>
    </message>
    <message>
        <source>The last member of an object has no comma behind it.</source>
        <translation>Hinter dem letzten Eintrag eines Objekts steht kein Komma.</translation>
    </message>
    <message>
        <source>A colon is missing behind the key &quot;%1&quot;.</source>
        <translation>Hinter dem Schlüssel „%1“ fehlt ein Doppelpunkt.</translation>
    </message>
    <message>
        <source>A comma or a closing brace is missing here.</source>
        <translation>Hier fehlt ein Komma oder eine schließende geschweifte Klammer.</translation>
    </message>
    <message>
        <source>Larger than the limit of %1 bytes.</source>
        <translation>Größer als die Grenze von %1 Byte.</translation>
    </message>
    <message>
        <source>Free some space or choose another place; the file there is as it was.</source>
        <translation>Platz schaffen oder einen anderen Ort wählen; die Datei dort ist, wie sie war.</translation>
    </message>
    <message>
        <source>Look at the name and at the folder before it.</source>
        <translation>Den Namen und den Ordner davor ansehen.</translation>
    </message>
    <message>
        <source>Give a file, not the folder that it is in.</source>
        <translation>Eine Datei angeben, nicht den Ordner, in dem sie ist.</translation>
    </message>
    <message>
        <source>Ask for the right to it, or choose another place.</source>
        <translation>Um das Recht daran bitten oder einen anderen Ort wählen.</translation>
    </message>
    <message>
        <source>No space left on device</source>
        <translation>Kein Platz mehr auf dem Gerät</translation>
    </message>
    <message>
        <source>No such file or directory</source>
        <translation>Datei oder Ordner nicht gefunden</translation>
    </message>
    <message>
        <source>Is a directory</source>
        <translation>Ist ein Ordner</translation>
    </message>
    <message>
        <source>Permission denied</source>
        <translation>Keine Berechtigung</translation>
    </message>
    <message>
        <source>Read-only file system</source>
        <translation>Dateisystem nur zum Lesen</translation>
    </message>
    <message>
        <source>open it for writing</source>
        <translation>Öffnen zum Schreiben</translation>
    </message>
    <message>
        <source>write it</source>
        <translation>Schreiben</translation>
    </message>
    <message>
        <source>create a file in %1</source>
        <translation>Anlegen einer Datei in %1</translation>
    </message>
    <message>
        <source>keep its permissions</source>
        <translation>Erhalten der Rechte</translation>
    </message>
    <message>
        <source>sync it to the disk</source>
        <translation>Sichern auf dem Datenträger</translation>
    </message>
    <message>
        <source>close it</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>put it in its place</source>
        <translation>Einsetzen an seinem Ort</translation>
    </message>
    <message>
        <source>sync its folder to the disk</source>
        <translation>Sichern des Ordners auf dem Datenträger</translation>
    </message>
    <message>
        <source>read it</source>
        <translation>Lesen</translation>
    </message>
    <message>
        <source>Cannot %1: %2.</source>
        <translation>%1 nicht möglich: %2.</translation>
    </message>
    <message>
        <source>open it</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>Write a number with a unit: 250ms, 1.5s, 20µs, 3m or 2h.</source>
        <translation>Eine Zahl mit Einheit schreiben: 250ms, 1.5s, 20µs, 3m oder 2h.</translation>
    </message>
    <message>
        <source>it ran out of memory</source>
        <translation>der Speicher ging aus</translation>
    </message>
    <message>
        <source>it ended</source>
        <translation>er endete</translation>
    </message>
    <message>
        <source>%1 with exit code %2</source>
        <translation>%1 mit Code %2</translation>
    </message>
    <message>
        <source>%1.</source>
        <translation>%1.</translation>
    </message>
    <message>
        <source>Look at its image, command and limits.</source>
        <translation>Sein Abbild, seinen Befehl und seine Grenzen ansehen.</translation>
    </message>
    <message>
        <source>it has not become ready within 60 s: %1</source>
        <translation>er ist nicht innerhalb von 60 s bereit geworden: %1</translation>
    </message>
    <message>
        <source>Look at bayplanctl logs, and whether what it calls answers.</source>
        <translation>bayplanctl logs ansehen, und ob antwortet, was er aufruft.</translation>
    </message>
    <message>
        <source>1 core</source>
        <translation>1 Kern</translation>
    </message>
    <message>
        <source>%1 cores</source>
        <translation>%1 Kerne</translation>
    </message>
    <message>
        <source>%1 is to have %2; the engine&apos;s machine has %3.</source>
        <translation>%1 soll %2 haben; der Rechner der Engine hat %3.</translation>
    </message>
    <message>
        <source>Give it %1 at most.</source>
        <translation>Höchstens %1 geben.</translation>
    </message>
    <message>
        <source>All containers together may take %1 of memory; the engine&apos;s machine has %2.</source>
        <translation>Alle Container zusammen dürfen %1 Speicher nehmen; der Rechner der Engine hat %2.</translation>
    </message>
    <message>
        <source>It may run out of memory: lower their limits, or use a machine with more.</source>
        <translation>Der Speicher kann ausgehen: ihre Grenzen senken oder einen Rechner mit mehr nehmen.</translation>
    </message>
    <message>
        <source>Limits: %1 of processor, %2 of memory in all; the machine has %3 and %4</source>
        <translation>Grenzen: %1 Prozessor, zusammen %2 Speicher; der Rechner hat %3 und %4</translation>
    </message>
    <message>
        <source>none</source>
        <translation>kein</translation>
    </message>
    <message>
        <source>Something on this machine listens on port %1, which %2 publishes.</source>
        <translation>Auf diesem Rechner lauscht etwas auf Port %1, den %2 veröffentlicht.</translation>
    </message>
    <message>
        <source>If it is the engine&apos;s machine, give another port, or 0 to leave it to the engine.</source>
        <translation>Ist es der Rechner der Engine, einen anderen Port angeben, oder 0, um ihn der Engine zu überlassen.</translation>
    </message>
    <message>
        <source>No images of others are needed</source>
        <translation>Es werden keine Abbilder anderer gebraucht</translation>
    </message>
    <message>
        <source>All %1 images of others are there</source>
        <translation>Alle %1 Abbilder anderer sind da</translation>
    </message>
    <message>
        <source>%1 of %2 images are missing; stand-ins take their place</source>
        <translation>%1 von %2 Abbildern fehlen; Ersatzdienste nehmen ihren Platz ein</translation>
    </message>
    <message>
        <source>%1 of %2 images are missing and will be pulled.</source>
        <translation>%1 von %2 Abbildern fehlen und werden geholt.</translation>
    </message>
    <message>
        <source>Deploy with stand-ins where no registry can be reached.</source>
        <translation>Mit Ersatzdiensten ausrollen, wo keine Registry zu erreichen ist.</translation>
    </message>
    <message>
        <source>No published port is taken</source>
        <translation>Kein veröffentlichter Port ist vergeben</translation>
    </message>
    <message>
        <source>Names of containers, network and volumes are free or ours</source>
        <translation>Namen von Containern, Netz und Volumes sind frei oder unsere</translation>
    </message>
    <message>
        <source>The engine does not have the image %1.</source>
        <translation>Die Engine hat das Abbild %1 nicht.</translation>
    </message>
    <message>
        <source>Load or pull it (docker pull %1), or deploy with --stand-ins.</source>
        <translation>Es laden oder holen (docker pull %1), oder mit --stand-ins ausrollen.</translation>
    </message>
    <message>
        <source>The name %1 belongs to a container that is not ours.</source>
        <translation>Der Name %1 gehört einem Container, der nicht unserer ist.</translation>
    </message>
    <message>
        <source>Deploy under another name, or remove that container.</source>
        <translation>Unter einem anderen Namen ausrollen oder jenen Container entfernen.</translation>
    </message>
    <message>
        <source>Port %1, which %2 publishes, belongs to the container %3.</source>
        <translation>Port %1, den %2 veröffentlicht, gehört dem Container %3.</translation>
    </message>
    <message>
        <source>Give another port, or leave it to the engine.</source>
        <translation>Einen anderen Port angeben oder ihn der Engine überlassen.</translation>
    </message>
    <message>
        <source>The network %1 is not ours.</source>
        <translation>Das Netz %1 ist nicht unseres.</translation>
    </message>
    <message>
        <source>Deploy under another name, or remove that network.</source>
        <translation>Unter einem anderen Namen ausrollen oder jenes Netz entfernen.</translation>
    </message>
    <message>
        <source>The volume %1 is not ours.</source>
        <translation>Das Volume %1 ist nicht unseres.</translation>
    </message>
    <message>
        <source>Deploy under another name, or remove that volume.</source>
        <translation>Unter einem anderen Namen ausrollen oder jenes Volume entfernen.</translation>
    </message>
    <message>
        <source>The folder %1 that volume %2 binds does not exist.</source>
        <translation>Den Ordner %1, den das Volume %2 einbindet, gibt es nicht.</translation>
    </message>
    <message>
        <source>Make it, or change the volume&apos;s path.</source>
        <translation>Ihn anlegen oder den Pfad des Volumes ändern.</translation>
    </message>
    <message>
        <source>The engine has not answered within %1.</source>
        <translation>Die Engine hat nicht innerhalb von %1 geantwortet.</translation>
    </message>
    <message>
        <source>It may hang: look at its log, and restart it.</source>
        <translation>Sie hängt vielleicht: ihr Protokoll ansehen und sie neu starten.</translation>
    </message>
    <message>
        <source>The engine is not reached: %1</source>
        <translation>Die Engine ist nicht zu erreichen: %1</translation>
    </message>
    <message>
        <source>Try by hand what stands there: ssh with a key and a known host, then docker version.</source>
        <translation>Von Hand versuchen, was da steht: ssh mit einem Schlüssel und einem bekannten Rechner, dann docker version.</translation>
    </message>
    <message>
        <source>What the engine gives as the log of %1 is not in whole frames.</source>
        <translation>Was die Engine als Protokoll von %1 liefert, besteht nicht aus ganzen Frames.</translation>
    </message>
    <message>
        <source>Look whether docker logs reads it, and at the engine&apos;s own log.</source>
        <translation>Nachsehen, ob docker logs es liest, und im Protokoll der Engine selbst.</translation>
    </message>
    <message>
        <source>The engine broke off in the middle of its answer: %1.</source>
        <translation>Die Engine brach mitten in ihrer Antwort ab: %1.</translation>
    </message>
    <message>
        <source>Look whether it is still running: systemctl status docker.</source>
        <translation>Nachsehen, ob sie noch läuft: systemctl status docker.</translation>
    </message>
    <message>
        <source>Publish a port from 1024 on, or 0, which leaves it to the engine.</source>
        <translation>Einen Port ab 1024 veröffentlichen, oder 0, was ihn der Engine überlässt.</translation>
    </message>
    <message>
        <source>Stop what uses the port, or leave the host port to the engine.</source>
        <translation>Beenden, was den Port belegt, oder den Port des Rechners der Engine überlassen.</translation>
    </message>
    <message>
        <source>Load or pull the image, or deploy with stand-ins.</source>
        <translation>Das Abbild laden oder holen, oder mit Ersatzdiensten ausrollen.</translation>
    </message>
    <message>
        <source>The engine has lost count of this network&apos;s containers; restarting the engine frees it.</source>
        <translation>Die Engine hat die Container dieses Netzes falsch gezählt; ein Neustart der Engine gibt es frei.</translation>
    </message>
    <message>
        <source>Remove networks that are not needed any more: docker network prune.</source>
        <translation>Netze entfernen, die nicht mehr gebraucht werden: docker network prune.</translation>
    </message>
    <message>
        <source>Free space where the engine keeps its data: docker system prune.</source>
        <translation>Platz schaffen, wo die Engine ihre Daten hält: docker system prune.</translation>
    </message>
    <message>
        <source>Remove or rename that container, or deploy under another name.</source>
        <translation>Jenen Container entfernen oder umbenennen, oder unter einem anderen Namen ausrollen.</translation>
    </message>
    <message>
        <source>The engine says: %1</source>
        <translation>Die Engine sagt: %1</translation>
    </message>
    <message>
        <source>What answers at %1 is not a Docker engine.</source>
        <translation>Was unter %1 antwortet, ist keine Docker-Engine.</translation>
    </message>
    <message>
        <source>Give the engine&apos;s own socket.</source>
        <translation>Den Socket der Engine selbst angeben.</translation>
    </message>
    <message>
        <source>%1 speaks API %2; at least 1.41 is needed.</source>
        <translation>%1 spricht API %2; mindestens 1.41 wird gebraucht.</translation>
    </message>
    <message>
        <source>Install Docker 20.10 or newer, or Podman 4.3 or newer.</source>
        <translation>Docker 20.10 oder neuer installieren, oder Podman 4.3 oder neuer.</translation>
    </message>
    <message>
        <source>%1 no longer speaks API 1.51, the newest that this program knows.</source>
        <translation>%1 spricht API 1.51 nicht mehr, die neueste, die dieses Programm kennt.</translation>
    </message>
    <message>
        <source>Use a newer Bayplan.</source>
        <translation>Ein neueres Bayplan verwenden.</translation>
    </message>
    <message>
        <source>Join the group docker (usermod -aG docker USER, then log in again), or run this as root.</source>
        <translation>Der Gruppe docker beitreten (usermod -aG docker USER, dann neu anmelden), oder dies als root ausführen.</translation>
    </message>
    <message>
        <source>Install and start one: apt-get install docker.io iptables; systemctl start docker.</source>
        <translation>Eine installieren und starten: apt-get install docker.io iptables; systemctl start docker.</translation>
    </message>
    <message>
        <source>Start it: systemctl start docker.</source>
        <translation>Sie starten: systemctl start docker.</translation>
    </message>
    <message>
        <source>Connection refused</source>
        <translation>Verbindung abgelehnt</translation>
    </message>
    <message>
        <source>No engine answers at %1: %2.</source>
        <translation>Unter %1 antwortet keine Engine: %2.</translation>
    </message>
    <message>
        <source>No engine answers at %1 in time.</source>
        <translation>Unter %1 antwortet rechtzeitig keine Engine.</translation>
    </message>
    <message>
        <source>Look whether it runs, and whether a firewall is between.</source>
        <translation>Nachsehen, ob sie läuft und ob eine Firewall dazwischen ist.</translation>
    </message>
    <message>
        <source>Look whether it runs and listens there: dockerd -H tcp://0.0.0.0:2376 --tlsverify.</source>
        <translation>Nachsehen, ob sie läuft und dort lauscht: dockerd -H tcp://0.0.0.0:2376 --tlsverify.</translation>
    </message>
    <message>
        <source>Try it by hand: ssh %1 docker version.</source>
        <translation>Von Hand versuchen: ssh %1 docker version.</translation>
    </message>
    <message>
        <source>Install it: apt-get install openssh-client.</source>
        <translation>Es installieren: apt-get install openssh-client.</translation>
    </message>
    <message>
        <source>Wait, or log in: docker login.</source>
        <translation>Warten oder sich anmelden: docker login.</translation>
    </message>
    <message>
        <source>Look at the image&apos;s name, or log in: docker login.</source>
        <translation>Den Namen des Abbilds ansehen oder sich anmelden: docker login.</translation>
    </message>
    <message>
        <source>Log in: docker login REGISTRY.</source>
        <translation>Sich anmelden: docker login REGISTRY.</translation>
    </message>
    <message>
        <source>Look at the image&apos;s name and tag.</source>
        <translation>Namen und Marke des Abbilds ansehen.</translation>
    </message>
    <message>
        <source>The image is not made for this kind of machine.</source>
        <translation>Das Abbild ist nicht für diese Art von Rechner gemacht.</translation>
    </message>
    <message>
        <source>Load the image by hand (docker load), or deploy with stand-ins (--stand-ins).</source>
        <translation>Das Abbild von Hand laden (docker load), oder mit Ersatzdiensten ausrollen (--stand-ins).</translation>
    </message>
    <message>
        <source>The image %1 cannot be pulled: %2</source>
        <translation>Das Abbild %1 kann nicht geholt werden: %2</translation>
    </message>
    <message>
        <source>The deploy was stopped.</source>
        <translation>Das Ausrollen wurde abgebrochen.</translation>
    </message>
    <message>
        <source>The pull of %1 has not moved for two minutes.</source>
        <translation>Das Holen von %1 ist seit zwei Minuten nicht vorangekommen.</translation>
    </message>
    <message>
        <source>Look whether the registry can be reached, or deploy with --stand-ins.</source>
        <translation>Nachsehen, ob die Registry zu erreichen ist, oder mit --stand-ins ausrollen.</translation>
    </message>
    <message>
        <source>The fault &quot;%1&quot; has no parameter &quot;%2&quot;.</source>
        <translation>Die Störung „%1“ hat keinen Parameter „%2“.</translation>
    </message>
    <message>
        <source>It has none.</source>
        <translation>Sie hat keinen.</translation>
    </message>
    <message>
        <source>It has %1.</source>
        <translation>Sie hat %1.</translation>
    </message>
    <message>
        <source>There are %1.</source>
        <translation>Es gibt %1.</translation>
    </message>
    <message>
        <source>There are %1, %2, and for the dead letters of a queue kick, discard.</source>
        <translation>Es gibt %1, %2 und für die Unzustellbaren einer Warteschlange kick und discard.</translation>
    </message>
    <message>
        <source>The fault &quot;%1&quot; has no length.</source>
        <translation>Die Störung „%1“ hat keine Dauer.</translation>
    </message>
    <message>
        <source>No work queue in this run is called &quot;%1&quot;.</source>
        <translation>Keine Arbeitswarteschlange in diesem Lauf heißt „%1“.</translation>
    </message>
    <message>
        <source>Name its pod (jobs) or its container (jobs/queue).</source>
        <translation>Ihren Pod (jobs) oder ihren Container (jobs/queue) nennen.</translation>
    </message>
    <message>
        <source>No load generator in this run is called &quot;%1&quot;.</source>
        <translation>Kein Lastgenerator in diesem Lauf heißt „%1“.</translation>
    </message>
    <message>
        <source>Nothing in this run is called &quot;%1&quot;.</source>
        <translation>Nichts in diesem Lauf heißt „%1“.</translation>
    </message>
    <message>
        <source>Name a pod (web-0), a container (web-0/app) or a link.</source>
        <translation>Einen Pod (web-0), einen Container (web-0/app) oder eine Verbindung nennen.</translation>
    </message>
    <message>
        <source>Name a pod (web-0) or a container (web-0/app).</source>
        <translation>Einen Pod (web-0) oder einen Container (web-0/app) nennen.</translation>
    </message>
    <message>
        <source>The hub has gone; the agents end the fault by themselves.</source>
        <translation>Der Hub ist fort; die Agenten beenden die Störung selbst.</translation>
    </message>
    <message>
        <source>No agent can make a real disk lie about what it has written.</source>
        <translation>Kein Agent kann eine echte Platte darüber lügen lassen, was sie geschrieben hat.</translation>
    </message>
    <message>
        <source>Use a full or a slow disk; the simulator can do it.</source>
        <translation>Eine volle oder langsame Platte verwenden; der Simulator kann es.</translation>
    </message>
    <message>
        <source>An agent delays by at most %1.</source>
        <translation>Ein Agent verzögert um höchstens %1.</translation>
    </message>
    <message>
        <source>Give a shorter delay; the simulator takes any.</source>
        <translation>Eine kürzere Verzögerung angeben; der Simulator nimmt jede.</translation>
    </message>
    <message>
        <source>Give the path of bayplan-agent.</source>
        <translation>Den Pfad von bayplan-agent angeben.</translation>
    </message>
    <message>
        <source>The agent is not a 64-bit ELF program.</source>
        <translation>Der Agent ist kein 64-Bit-ELF-Programm.</translation>
    </message>
    <message>
        <source>The agent is linked dynamically and cannot run in an empty image.</source>
        <translation>Der Agent ist dynamisch gebunden und kann in einem leeren Abbild nicht laufen.</translation>
    </message>
    <message>
        <source>Use an agent built without sanitizers, linked with -static.</source>
        <translation>Einen Agenten verwenden, der ohne Sanitizer gebaut und mit -static gebunden ist.</translation>
    </message>
    <message>
        <source>The agent is built for a machine that is neither amd64 nor arm64.</source>
        <translation>Der Agent ist für eine Maschine gebaut, die weder amd64 noch arm64 ist.</translation>
    </message>
    <message>
        <source>There is no agent program at this path.</source>
        <translation>Unter diesem Pfad gibt es kein Agentenprogramm.</translation>
    </message>
    <message>
        <source>The agent program bayplan-agent is not beside this program.</source>
        <translation>Das Agentenprogramm bayplan-agent liegt nicht neben diesem Programm.</translation>
    </message>
    <message>
        <source>Build the target bayplan-agent, or give its path.</source>
        <translation>Das Ziel bayplan-agent bauen oder seinen Pfad angeben.</translation>
    </message>
    <message>
        <source>A deployment cannot be held in time.</source>
        <translation>Ein Rollout lässt sich in der Zeit nicht anhalten.</translation>
    </message>
    <message>
        <source>Pause single pods instead: inject pause POD.</source>
        <translation>Stattdessen einzelne Pods anhalten: inject pause POD.</translation>
    </message>
    <message>
        <source>Faults can be given while the deployment runs.</source>
        <translation>Störungen lassen sich geben, solange das Rollout läuft.</translation>
    </message>
    <message>
        <source>No deployment &quot;%1&quot; runs here.</source>
        <translation>Hier läuft kein Rollout „%1“.</translation>
    </message>
    <message>
        <source>Deploy it first.</source>
        <translation>Es zuerst ausrollen.</translation>
    </message>
    <message>
        <source>%1 is not ready; the others stay as they are.</source>
        <translation>%1 ist nicht bereit; die anderen bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>There is nothing of that name in the deployment &quot;%1&quot;.</source>
        <translation>Im Rollout „%1“ gibt es nichts mit diesem Namen.</translation>
    </message>
    <message>
        <source>bayplanctl status lists what runs.</source>
        <translation>bayplanctl status listet auf, was läuft.</translation>
    </message>
    <message>
        <source>The certificate cannot be used: %1.</source>
        <translation>Das Zertifikat lässt sich nicht verwenden: %1.</translation>
    </message>
    <message>
        <source>Look at the files ca.pem, cert.pem and key.pem of DOCKER_CERT_PATH.</source>
        <translation>Die Dateien ca.pem, cert.pem und key.pem aus DOCKER_CERT_PATH prüfen.</translation>
    </message>
    <message>
        <source>The engine at %1 and this program do not trust each other: %2.</source>
        <translation>Die Engine unter %1 und dieses Programm vertrauen einander nicht: %2.</translation>
    </message>
    <message>
        <source>Look at the certificates in DOCKER_CERT_PATH: ca.pem must have signed the engine&apos;s, which must name its host, and cert.pem must be one that the engine takes.</source>
        <translation>Die Zertifikate in DOCKER_CERT_PATH prüfen: ca.pem muss das der Engine unterschrieben haben, das ihren Rechner nennen muss, und cert.pem muss eines sein, das die Engine annimmt.</translation>
    </message>
    <message>
        <source>Write unix:///PATH, tcp://HOST:PORT, ssh://USER@HOST or context:NAME.</source>
        <translation>unix:///PFAD, tcp://RECHNER:PORT, ssh://NUTZER@RECHNER oder context:NAME schreiben.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not an engine&apos;s address.</source>
        <translation>„%1“ ist keine Adresse einer Engine.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; would send everything unencrypted over the network.</source>
        <translation>„%1“ würde alles unverschlüsselt über das Netz senden.</translation>
    </message>
    <message>
        <source>Give the engine TLS and set DOCKER_TLS_VERIFY=1 and DOCKER_CERT_PATH, or go by ssh://USER@HOST.</source>
        <translation>Der Engine TLS geben und DOCKER_TLS_VERIFY=1 und DOCKER_CERT_PATH setzen oder den Weg über ssh://NUTZER@RECHNER nehmen.</translation>
    </message>
    <message>
        <source>A password does not belong into an engine&apos;s address.</source>
        <translation>Ein Passwort gehört nicht in die Adresse einer Engine.</translation>
    </message>
    <message>
        <source>Use a key: ssh-copy-id USER@HOST.</source>
        <translation>Einen Schlüssel verwenden: ssh-copy-id NUTZER@RECHNER.</translation>
    </message>
    <message>
        <source>There is no Docker context &quot;%1&quot;.</source>
        <translation>Es gibt keinen Docker-Kontext „%1“.</translation>
    </message>
    <message>
        <source>docker context ls shows those that there are.</source>
        <translation>docker context ls zeigt, welche es gibt.</translation>
    </message>
    <message>
        <source>The Docker context &quot;%1&quot; names no engine.</source>
        <translation>Der Docker-Kontext „%1“ nennt keine Engine.</translation>
    </message>
    <message>
        <source>Make it anew: docker context create.</source>
        <translation>Ihn neu anlegen: docker context create.</translation>
    </message>
    <message>
        <source>The environment variable %1 is not set.</source>
        <translation>Die Umgebungsvariable %1 ist nicht gesetzt.</translation>
    </message>
    <message>
        <source>Set it where the deploy is started, or write ${%1:-VALUE}.</source>
        <translation>Sie setzen, wo das Ausrollen gestartet wird, oder ${%1:-WERT} schreiben.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; lacks its closing brace.</source>
        <translation>„%1“ fehlt die schließende Klammer.</translation>
    </message>
    <message>
        <source>There is no container %1 in &quot;%2&quot;.</source>
        <translation>In „%2“ gibt es keinen Container %1.</translation>
    </message>
    <message>
        <source>Look at what runs, or deploy the drawing.</source>
        <translation>Nachsehen, was läuft, oder die Zeichnung ausrollen.</translation>
    </message>
    <message>
        <source>The image %1 of %2 has no shell: it holds nothing but the agent.</source>
        <translation>Das Abbild %1 von %2 hat keine Shell: Es enthält nichts als den Agenten.</translation>
    </message>
    <message>
        <source>The image %1 of %2 has no shell.</source>
        <translation>Das Abbild %1 von %2 hat keine Shell.</translation>
    </message>
    <message>
        <source>Look beside it with another image: docker run -it --rm --network container:%1 --pid container:%1 busybox sh</source>
        <translation>Mit einem anderen Abbild daneben nachsehen: docker run -it --rm --network container:%1 --pid container:%1 busybox sh</translation>
    </message>
    <message>
        <source>%1 is paused.</source>
        <translation>%1 ist angehalten.</translation>
    </message>
    <message>
        <source>Resume it first.</source>
        <translation>Erst fortsetzen.</translation>
    </message>
    <message>
        <source>%1 does not run.</source>
        <translation>%1 läuft nicht.</translation>
    </message>
    <message>
        <source>Start it first.</source>
        <translation>Erst starten.</translation>
    </message>
    <message>
        <source>Use kill, stop, restart, pause, resume, partition or limits.</source>
        <translation>kill, stop, restart, pause, resume, partition oder limits verwenden.</translation>
    </message>
    <message>
        <source>A deployment has no spare replicas for the fault &quot;replicate&quot;: nobody tells its fronts when one becomes ready, and they would try those that wait.</source>
        <translation>Ein Rollout hat keine Reservereplikate für die Störung „replicate“: Niemand sagt seinen Fronten, wann eines bereit wird, und sie würden es bei denen versuchen, die warten.</translation>
    </message>
    <message>
        <source>Give the pod as many replicas as it is to have; the simulator can start them one by one.</source>
        <translation>Dem Pod so viele Replikate geben, wie er haben soll; der Simulator kann sie einzeln starten.</translation>
    </message>
    <message>
        <source>A Docker Engine cannot bring about the fault &quot;%1&quot; by itself.</source>
        <translation>Eine Docker-Engine kann die Störung „%1“ nicht selbst herbeiführen.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no kind of fault.</source>
        <translation>„%1“ ist keine Art von Störung.</translation>
    </message>
    <message>
        <source>There is no pod or container &quot;%1&quot; in this deployment.</source>
        <translation>In diesem Rollout gibt es keinen Pod oder Container „%1“.</translation>
    </message>
    <message>
        <source>Nothing of it runs.</source>
        <translation>Nichts davon läuft.</translation>
    </message>
    <message>
        <source>Its pods are %1.</source>
        <translation>Seine Pods sind %1.</translation>
    </message>
    <message>
        <source>None of the containers that &quot;%1&quot; names runs.</source>
        <translation>Keiner der Container, die „%1“ nennt, läuft.</translation>
    </message>
    <message>
        <source>None of these containers is there any more.</source>
        <translation>Keiner dieser Container ist noch da.</translation>
    </message>
    <message>
        <source>Aim at a container of ours, or at a link between two pods.</source>
        <translation>Auf einen unserer Container oder auf eine Verbindung zwischen zwei Pods zielen.</translation>
    </message>
    <message>
        <source>%1 runs an image of your own, and has no agent that could bring this about.</source>
        <translation>%1 läuft mit einem eigenen Abbild und hat keinen Agenten, der das herbeiführen könnte.</translation>
    </message>
    <message>
        <source>Use kill, stop, pause, restart or partition, or hit the other end of the link.</source>
        <translation>kill, stop, pause, restart oder partition verwenden oder das andere Ende der Verbindung treffen.</translation>
    </message>
    <message>
        <source>This fault hits nothing that runs.</source>
        <translation>Diese Störung trifft nichts, was läuft.</translation>
    </message>
    <message>
        <source>A container shares its pod&apos;s network and cannot be cut off by itself.</source>
        <translation>Ein Container teilt sich das Netz seines Pods und lässt sich nicht allein abschneiden.</translation>
    </message>
    <message>
        <source>Cut off the pod.</source>
        <translation>Den Pod abschneiden.</translation>
    </message>
    <message>
        <source>An engine takes no limit of memory below 6 MiB.</source>
        <translation>Eine Engine nimmt keine Speichergrenze unter 6 MiB.</translation>
    </message>
    <message>
        <source>Give more.</source>
        <translation>Mehr geben.</translation>
    </message>
    <message>
        <source>The deployment has no hub that runs.</source>
        <translation>Das Rollout hat keinen Hub, der läuft.</translation>
    </message>
    <message>
        <source>Deploy it again.</source>
        <translation>Es noch einmal ausrollen.</translation>
    </message>
    <message>
        <source>No agent of a queue took &quot;%1&quot;.</source>
        <translation>Kein Agent einer Warteschlange hat „%1“ angenommen.</translation>
    </message>
    <message>
        <source>Is its container running?</source>
        <translation>Läuft ihr Container?</translation>
    </message>
    <message>
        <source>It is still there.</source>
        <translation>Es ist noch da.</translation>
    </message>
    <message>
        <source>Another program may be deploying the same; stop it and take down again.</source>
        <translation>Vielleicht rollt ein anderes Programm dasselbe aus; es anhalten und noch einmal abbauen.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no value of &quot;%2&quot;.</source>
        <translation>„%1“ ist kein Wert von „%2“.</translation>
    </message>
    <message>
        <source>No subnet is free in 10.213.0.0/16.</source>
        <translation>In 10.213.0.0/16 ist kein Teilnetz frei.</translation>
    </message>
    <message>
        <source>%1 Not taken back: %2. %3</source>
        <translation>%1 Nicht zurückgenommen: %2. %3</translation>
    </message>
    <message>
        <source>Once the engine answers, deploy again or take it down.</source>
        <translation>Sobald die Engine antwortet, noch einmal ausrollen oder es abbauen.</translation>
    </message>
    <message>
        <source>The volume &quot;%1&quot; gives containers %2, outside the document&apos;s folder.</source>
        <translation>Das Volume „%1“ gibt Containern %2, außerhalb des Ordners des Dokuments.</translation>
    </message>
    <message>
        <source>Use a folder below it, or an absolute path.</source>
        <translation>Einen Ordner darunter verwenden oder einen absoluten Pfad.</translation>
    </message>
    <message>
        <source>The volume %1 hands over %2, a part of the engine&apos;s machine.</source>
        <translation>Das Volume %1 gibt %2 heraus, einen Teil der Maschine der Engine.</translation>
    </message>
    <message>
        <source>Use a folder of your own where one will do.</source>
        <translation>Einen eigenen Ordner verwenden, wo einer genügt.</translation>
    </message>
    <message>
        <source>Use a folder of your own, or allow system folders (--allow-system-folders).</source>
        <translation>Einen eigenen Ordner verwenden oder Systemordner erlauben (--allow-system-folders).</translation>
    </message>
    <message>
        <source>Set it where the deploy is started, or write $%1 to leave it to the container&apos;s own shell.</source>
        <translation>Sie setzen, wo das Ausrollen gestartet wird, oder $%1 schreiben, um sie der Shell des Containers zu überlassen.</translation>
    </message>
    <message>
        <source>The link comes from nowhere.</source>
        <translation>Die Verbindung kommt von nirgendwo.</translation>
    </message>
    <message>
        <source>This kind cannot stand between the two ends of the link.</source>
        <translation>Diese Art kann nicht zwischen den beiden Enden der Verbindung stehen.</translation>
    </message>
    <message>
        <source>An ambassador that speaks the link&apos;s protocol can.</source>
        <translation>Ein Ambassador, der das Protokoll der Verbindung spricht, kann es.</translation>
    </message>
    <message>
        <source>Only a pod or a container can be cloned and connected.</source>
        <translation>Nur ein Pod oder ein Container kann geklont und verbunden werden.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no number.</source>
        <translation>„%1“ ist keine Zahl.</translation>
    </message>
    <message>
        <source>Write for example 1 to 8.</source>
        <translation>Zum Beispiel 1 bis 8.</translation>
    </message>
    <message>
        <source>%1 callees cannot be drawn.</source>
        <translation>%1 Aufgerufene können nicht gezeichnet werden.</translation>
    </message>
    <message>
        <source>From 1 to %1.</source>
        <translation>Von 1 bis %1.</translation>
    </message>
    <message>
        <source>Nothing is called there any more.</source>
        <translation>Dort wird nichts mehr aufgerufen.</translation>
    </message>
    <message>
        <source>Link it to one callee first.</source>
        <translation>Zuerst mit einem Aufgerufenen verbinden.</translation>
    </message>
    <message>
        <source>What is called there shares a pod.</source>
        <translation>Was dort aufgerufen wird, teilt sich einen Pod.</translation>
    </message>
    <message>
        <source>Give each callee a pod of its own.</source>
        <translation>Jedem Aufgerufenen einen eigenen Pod geben.</translation>
    </message>
    <message>
        <source>The question was given up.</source>
        <translation>Die Frage wurde abgebrochen.</translation>
    </message>
    <message>
        <source>These are %1 combinations.</source>
        <translation>Das sind %1 Kombinationen.</translation>
    </message>
    <message>
        <source>At most %1: take fewer steps.</source>
        <translation>Höchstens %1: weniger Schritte nehmen.</translation>
    </message>
    <message>
        <source>The assertion is empty.</source>
        <translation>Die Erwartung ist leer.</translation>
    </message>
    <message>
        <source>Write for example p99 of web &lt; 200ms.</source>
        <translation>Zum Beispiel p99 of web &lt; 200ms schreiben.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no figure of a report.</source>
        <translation>„%1“ ist keine Kennzahl eines Berichts.</translation>
    </message>
    <message>
        <source>Known figures: %1.</source>
        <translation>Bekannte Kennzahlen: %1.</translation>
    </message>
    <message>
        <source>a duration</source>
        <translation>eine Dauer</translation>
    </message>
    <message>
        <source>a percentage</source>
        <translation>ein Prozentwert</translation>
    </message>
    <message>
        <source>a rate</source>
        <translation>eine Rate</translation>
    </message>
    <message>
        <source>a plain number</source>
        <translation>eine bloße Zahl</translation>
    </message>
    <message>
        <source>a time</source>
        <translation>eine Zeit</translation>
    </message>
    <message>
        <source>a share of 0 to 100 %</source>
        <translation>ein Anteil von 0 bis 100 %</translation>
    </message>
    <message>
        <source>Write a number with a unit: 200ms, 3s.</source>
        <translation>Eine Zahl mit Einheit schreiben: 200ms, 3s.</translation>
    </message>
    <message>
        <source>Write a rate: 100/s.</source>
        <translation>Eine Rate schreiben: 100/s.</translation>
    </message>
    <message>
        <source>Write a share: 90% or 0.9.</source>
        <translation>Einen Anteil schreiben: 90% oder 0.9.</translation>
    </message>
    <message>
        <source>Write a plain number: 100.</source>
        <translation>Eine bloße Zahl schreiben: 100.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is %2. %3</source>
        <translation>„%1“ ist %2. %3</translation>
    </message>
    <message>
        <source>A value is missing.</source>
        <translation>Ein Wert fehlt.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no value.</source>
        <translation>„%1“ ist kein Wert.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is %2, and &quot;%3&quot; is %4.</source>
        <translation>„%1“ ist %2, „%3“ aber %4.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is outside of 0 to 100 %.</source>
        <translation>„%1“ liegt nicht zwischen 0 und 100 %.</translation>
    </message>
    <message>
        <source>&quot;violations&quot; counts those of the whole run.</source>
        <translation>„violations“ zählt die des ganzen Laufs.</translation>
    </message>
    <message>
        <source>Leave out &quot;of&quot; and the name.</source>
        <translation>„of“ und den Namen weglassen.</translation>
    </message>
    <message>
        <source>A name is missing after &quot;of&quot;.</source>
        <translation>Nach „of“ fehlt ein Name.</translation>
    </message>
    <message>
        <source>Write the id or name of a pod, container, link or queue.</source>
        <translation>Kennung oder Namen eines Pods, eines Containers, einer Verbindung oder Warteschlange schreiben.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; needs to know of what.</source>
        <translation>„%1“ braucht die Angabe, wovon.</translation>
    </message>
    <message>
        <source>Write &quot;%1 of NAME&quot;.</source>
        <translation>„%1 of NAME“ schreiben.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no comparison.</source>
        <translation>„%1“ ist kein Vergleich.</translation>
    </message>
    <message>
        <source>A comparison is expected here.</source>
        <translation>Hier muss ein Vergleich stehen.</translation>
    </message>
    <message>
        <source>Write one of &lt; &lt;= &gt; &gt;= == != and a value.</source>
        <translation>Eines von &lt; &lt;= &gt; &gt;= == != und einen Wert schreiben.</translation>
    </message>
    <message>
        <source>links</source>
        <translation>Verbindungen</translation>
    </message>
    <message>
        <source>containers that serve</source>
        <translation>Containern, die bedienen</translation>
    </message>
    <message>
        <source>elections</source>
        <translation>Wahlen</translation>
    </message>
    <message>
        <source>work queues</source>
        <translation>Warteschlangen</translation>
    </message>
    <message>
        <source>%1 and %2</source>
        <translation>%1 und %2</translation>
    </message>
    <message>
        <source>the pattern that counts it</source>
        <translation>dem Muster, das sie zählt</translation>
    </message>
    <message>
        <source>Nothing in the drawing has &quot;%1&quot;, so that it says nothing.</source>
        <translation>Nichts in der Zeichnung hat „%1“, also sagt es nichts aus.</translation>
    </message>
    <message>
        <source>It is a figure of %1: draw what it is about, or take the assertion out.</source>
        <translation>Es ist eine Kennzahl von %1: zeichnen, worum es geht, oder die Erwartung herausnehmen.</translation>
    </message>
    <message>
        <source>Nothing in the drawing is called &quot;%1&quot;.</source>
        <translation>Nichts in der Zeichnung heißt „%1“.</translation>
    </message>
    <message>
        <source>Write the id or name of a pod, container, link, queue or election.</source>
        <translation>Kennung oder Namen eines Pods, eines Containers, einer Verbindung, Warteschlange oder Wahl schreiben.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has no &quot;%2&quot;.</source>
        <translation>„%1“ hat kein „%2“.</translation>
    </message>
    <message>
        <source>Links have throughput, sent, errors, errorRatio and latencies; containers also utilisation, waiting, lossRatio; queues queue.depth, lost, dead, oldestAge, sojourn; elections leaderless, term, unsafe.</source>
        <translation>Verbindungen haben throughput, sent, errors, errorRatio und Latenzen; Container auch utilisation, waiting, lossRatio; Warteschlangen queue.depth, lost, dead, oldestAge, sojourn; Wahlen leaderless, term, unsafe.</translation>
    </message>
    <message>
        <source>Write for example 30s, elected web, or queue.depth &gt; 100.</source>
        <translation>Zum Beispiel 30s, elected web oder queue.depth &gt; 100 schreiben.</translation>
    </message>
    <message>
        <source>The run is past that time: it is at %1.</source>
        <translation>Diese Zeit ist schon vorbei: der Lauf ist bei %1.</translation>
    </message>
    <message>
        <source>Write a later one, or +5s for five seconds more.</source>
        <translation>Eine spätere schreiben, oder +5s für fünf Sekunden mehr.</translation>
    </message>
    <message>
        <source>Write the name of a pod, container, link or election.</source>
        <translation>Den Namen eines Pods, eines Containers, einer Verbindung oder Wahl schreiben.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no time, no event and no figure.</source>
        <translation>„%1“ ist keine Zeit, kein Ereignis und keine Kennzahl.</translation>
    </message>
    <message>
        <source>It is empty.</source>
        <translation>Es ist leer.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has no unit.</source>
        <translation>„%1“ hat keine Einheit.</translation>
    </message>
    <message>
        <source>Write %1s or %1m.</source>
        <translation>%1s oder %1m schreiben.</translation>
    </message>
    <message>
        <source>The fault &quot;%1&quot; changes nothing in a simulation: the drawing gives hosts no cores.</source>
        <translation>Die Störung „%1“ ändert in einer Simulation nichts: Die Zeichnung gibt Hosts keine Kerne.</translation>
    </message>
    <message>
        <source>The deploy was stopped; what it had changed is as it was before.</source>
        <translation>Der Rollout wurde abgebrochen; was er geändert hatte, ist wieder wie vorher.</translation>
    </message>
    <message>
        <source>Look at the container&apos;s command: its image has no such program.</source>
        <translation>Den Befehl des Containers prüfen: Sein Image hat kein solches Programm.</translation>
    </message>
    <message>
        <source>Give the container a greater limit of memory, or none.</source>
        <translation>Dem Container eine höhere Speichergrenze geben oder keine.</translation>
    </message>
    <message>
        <source>Give the container no more cores than the engine&apos;s machine has.</source>
        <translation>Dem Container nicht mehr Kerne geben, als die Maschine der Engine hat.</translation>
    </message>
    <message>
        <source>Give the mount a path that begins with /.</source>
        <translation>Dem Mount einen Pfad geben, der mit / beginnt.</translation>
    </message>
    <message>
        <source>Remove the containers that mount it first.</source>
        <translation>Zuerst die Container entfernen, die es einhängen.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is a spare replica: a deployment has none, and leaves it out.</source>
        <translation>„%1“ ist ein Ersatzreplikat: Ein Deployment hat keines und lässt es aus.</translation>
    </message>
    <message>
        <source>Name the pod, or a replica that runs from the start.</source>
        <translation>Den Pod nennen oder ein Replikat, das von Anfang an läuft.</translation>
    </message>
    <message>
        <source>%1 keeps up to %2 in memory, and its memory limit is %3.</source>
        <translation>%1 behält bis zu %2 im Speicher, und die Speichergrenze ist %3.</translation>
    </message>
    <message>
        <source>Keep %1 or less, or raise the memory limit to %2.</source>
        <translation>Höchstens %1 behalten, oder die Speichergrenze auf %2 erhöhen.</translation>
    </message>
    <message>
        <source>Raise the memory limit to %1</source>
        <translation>Speichergrenze auf %1 erhöhen</translation>
    </message>
</context>
<context>
    <name>verdicts</name>
    <message>
        <source>PASS</source>
        <translation>ERFÜLLT</translation>
    </message>
    <message>
        <source>not yet</source>
        <translation>noch nicht</translation>
    </message>
    <message>
        <source>FAIL</source>
        <translation>VERLETZT</translation>
    </message>
    <message>
        <source>not judged</source>
        <translation>nicht beurteilt</translation>
    </message>
    <message>
        <source>only the simulator checks what patterns promise</source>
        <translation>nur der Simulator prüft, was Muster versprechen</translation>
    </message>
    <message>
        <source>, measured %1</source>
        <translation>, gemessen %1</translation>
    </message>
    <message>
        <source>%1 since %2</source>
        <translation>%1 seit %2</translation>
    </message>
    <message>
        <source>not measured: its image reports no figures</source>
        <translation>nicht gemessen: das Abbild meldet keine Werte</translation>
    </message>
    <message>
        <source>only the simulator counts what is cut short</source>
        <translation>nur der Simulator zählt, was abgebrochen wird</translation>
    </message>
</context>
</TS>
