<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
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
        <source>Let go over a pod to move the container there, over nothing to give it a pod of its own.</source>
        <translation>Über einem Pod loslassen verschiebt den Container dorthin, über leerer Fläche bekommt er einen eigenen Pod.</translation>
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
    <name>bayplan::ChartPanel</name>
    <message>
        <source>Chart: %1</source>
        <translation>Diagramm: %1</translation>
    </message>
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
    <message>
        <source>Save the chart as a picture</source>
        <translation>Diagramm als Bild speichern</translation>
    </message>
    <message>
        <source>PNG pictures (*.png)</source>
        <translation>PNG-Bilder (*.png)</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>Nicht gespeichert</translation>
    </message>
    <message>
        <source>%1 could not be written.</source>
        <translation>%1 konnte nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>Copy as CSV</source>
        <translation>Als CSV kopieren</translation>
    </message>
    <message>
        <source>Save as PNG...</source>
        <translation>Als PNG speichern …</translation>
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
        <source>First</source>
        <translation>Erster</translation>
    </message>
    <message>
        <source>Second</source>
        <translation>Zweiter</translation>
    </message>
    <message>
        <source>Relative error</source>
        <translation>Relativer Fehler</translation>
    </message>
    <message>
        <source>Two runs compared</source>
        <translation>Zwei Läufe im Vergleich</translation>
    </message>
    <message>
        <source>Simulate and deploy the same drawing: prediction and measurement stand here side by side.</source>
        <translation>Dieselbe Zeichnung simulieren und ausrollen: Vorhersage und Messung stehen dann hier nebeneinander.</translation>
    </message>
    <message>
        <source>First run</source>
        <translation>Erster Lauf</translation>
    </message>
    <message>
        <source>Second run</source>
        <translation>Zweiter Lauf</translation>
    </message>
    <message>
        <source>against</source>
        <translation>gegen</translation>
    </message>
    <message>
        <source>%1 of %2 figures within 10 %</source>
        <translation>%1 von %2 Größen innerhalb von 10 %</translation>
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
</context>
<context>
    <name>bayplan::CurvePlot</name>
    <message>
        <source>Curve</source>
        <translation>Kurve</translation>
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
    <message>
        <source>Down: 0 resources left. Volumes are kept.</source>
        <translation>Abgebaut: 0 Ressourcen übrig. Volumes bleiben erhalten.</translation>
    </message>
    <message numerus="yes">
        <source>Still there: %n resource(s). Press Down again.</source>
        <translation>
            <numerusform>Noch vorhanden: %n Ressource. Bitte noch einmal abbauen.</numerusform>
            <numerusform>Noch vorhanden: %n Ressourcen. Bitte noch einmal abbauen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Adopted. The drawing differs from what was deployed: Preview shows how.</source>
        <translation>Übernommen. Die Zeichnung weicht vom Ausgerollten ab: Die Vorschau zeigt, wie.</translation>
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
        <source>Give the deploy up and remove what it has made</source>
        <translation>Das Ausrollen aufgeben und entfernen, was angelegt wurde</translation>
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
</context>
<context>
    <name>bayplan::DeployPreviewDialog</name>
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
        <source>Holds a valid lease</source>
        <translation>Hat eine gültige Lease</translation>
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
        <source>led by %1</source>
        <translation>geleitet von %1</translation>
    </message>
    <message>
        <source>%1: %2, term %3; without leader %4 in all, %5 at most</source>
        <translation>%1: %2, Amtszeit %3; ohne Leiter insgesamt %4, höchstens %5</translation>
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
        <source>T2: term 2   bar: lease   ×: death</source>
        <translation>A2: Amtszeit 2   Balken: Lease   ×: Ausfall</translation>
    </message>
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
        <source>Time shown</source>
        <translation>Gezeigte Zeit</translation>
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
        <source>Keep the newest line in view</source>
        <translation>Die neueste Zeile im Blick behalten</translation>
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
        <source>following %1</source>
        <translation>folgt %1</translation>
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
        <source>A&amp;rrange the drawing</source>
        <translation>Zeichnung an&amp;ordnen</translation>
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
        <source>As fast as it &amp;goes</source>
        <translation>So schnell es &amp;geht</translation>
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
        <source>has no port that speaks %1</source>
        <translation>hat keinen Anschluss für %1</translation>
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
        <source>&lt;table cellspacing=6&gt;&lt;tr&gt;&lt;td&gt;&lt;b&gt;Double-click, Tab&lt;/b&gt;&lt;/td&gt;&lt;td&gt;add at the cursor&lt;/td&gt;&lt;/tr&gt;&lt;tr&gt;&lt;td&gt;&lt;b&gt;Drag from a port&lt;/b&gt;&lt;/td&gt;&lt;td&gt;link; over nothing: a menu of what fits&lt;/td&gt;&lt;/tr&gt;&lt;tr&gt;&lt;td&gt;&lt;b&gt;Shift+drag a container&lt;/b&gt;&lt;/td&gt;&lt;td&gt;to another pod, or one of its own&lt;/td&gt;&lt;/tr&gt;&lt;tr&gt;&lt;td&gt;&lt;b&gt;Alt while dragging&lt;/b&gt;&lt;/td&gt;&lt;td&gt;off the grid and the guides&lt;/td&gt;&lt;/tr&gt;&lt;tr&gt;&lt;td&gt;&lt;b&gt;L, Ctrl+Shift+L&lt;/b&gt;&lt;/td&gt;&lt;td&gt;link to…, link all whose name matches&lt;/td&gt;&lt;/tr&gt;&lt;tr&gt;&lt;td&gt;&lt;b&gt;Arrows, Ctrl+arrows&lt;/b&gt;&lt;/td&gt;&lt;td&gt;select the nearest, move&lt;/td&gt;&lt;/tr&gt;&lt;tr&gt;&lt;td&gt;&lt;b&gt;Alt+Up, Alt+Down&lt;/b&gt;&lt;/td&gt;&lt;td&gt;from a container to its pod and group, and back&lt;/td&gt;&lt;/tr&gt;&lt;tr&gt;&lt;td&gt;&lt;b&gt;Alt+Shift+arrows&lt;/b&gt;&lt;/td&gt;&lt;td&gt;clone to that side, with the same links&lt;/td&gt;&lt;/tr&gt;&lt;tr&gt;&lt;td&gt;&lt;b&gt;Ctrl+Shift+arrows&lt;/b&gt;&lt;/td&gt;&lt;td&gt;align to that side&lt;/td&gt;&lt;/tr&gt;&lt;tr&gt;&lt;td&gt;&lt;b&gt;Ctrl+G, Ctrl+Shift+G&lt;/b&gt;&lt;/td&gt;&lt;td&gt;group, ungroup&lt;/td&gt;&lt;/tr&gt;&lt;tr&gt;&lt;td&gt;&lt;b&gt;Ctrl+L&lt;/b&gt;&lt;/td&gt;&lt;td&gt;lock a pod in its place, unlock&lt;/td&gt;&lt;/tr&gt;&lt;tr&gt;&lt;td&gt;&lt;b&gt;Double-click a note&lt;/b&gt;&lt;/td&gt;&lt;td&gt;edit its text; Ctrl+Enter takes it&lt;/td&gt;&lt;/tr&gt;&lt;tr&gt;&lt;td&gt;&lt;b&gt;Ctrl+wheel, Space+drag&lt;/b&gt;&lt;/td&gt;&lt;td&gt;zoom, pan&lt;/td&gt;&lt;/tr&gt;&lt;tr&gt;&lt;td&gt;&lt;b&gt;Ctrl+0, Ctrl+1, Ctrl+2&lt;/b&gt;&lt;/td&gt;&lt;td&gt;fit, 100 %, selection&lt;/td&gt;&lt;/tr&gt;&lt;tr&gt;&lt;td&gt;&lt;b&gt;Space&lt;/b&gt;&lt;/td&gt;&lt;td&gt;run, pause&lt;/td&gt;&lt;/tr&gt;&lt;tr&gt;&lt;td&gt;&lt;b&gt;Ctrl+K, Ctrl+F&lt;/b&gt;&lt;/td&gt;&lt;td&gt;commands, find&lt;/td&gt;&lt;/tr&gt;&lt;tr&gt;&lt;td&gt;&lt;b&gt;F2, F6&lt;/b&gt;&lt;/td&gt;&lt;td&gt;rename, next pane&lt;/td&gt;&lt;/tr&gt;&lt;/table&gt;</source>
        <translation>&lt;table cellspacing=6&gt;&lt;tr&gt;&lt;td&gt;&lt;b&gt;Doppelklick, Tab&lt;/b&gt;&lt;/td&gt;&lt;td&gt;am Zeiger hinzufügen&lt;/td&gt;&lt;/tr&gt;&lt;tr&gt;&lt;td&gt;&lt;b&gt;Von einem Anschluss ziehen&lt;/b&gt;&lt;/td&gt;&lt;td&gt;verbinden; über leerer Fläche: was passt&lt;/td&gt;&lt;/tr&gt;&lt;tr&gt;&lt;td&gt;&lt;b&gt;Umschalt+Ziehen eines Containers&lt;/b&gt;&lt;/td&gt;&lt;td&gt;in einen anderen Pod, oder einen eigenen&lt;/td&gt;&lt;/tr&gt;&lt;tr&gt;&lt;td&gt;&lt;b&gt;Alt beim Ziehen&lt;/b&gt;&lt;/td&gt;&lt;td&gt;neben dem Raster und den Hilfslinien&lt;/td&gt;&lt;/tr&gt;&lt;tr&gt;&lt;td&gt;&lt;b&gt;L, Strg+Umschalt+L&lt;/b&gt;&lt;/td&gt;&lt;td&gt;verbinden mit …, alle verbinden, deren Name passt&lt;/td&gt;&lt;/tr&gt;&lt;tr&gt;&lt;td&gt;&lt;b&gt;Pfeile, Strg+Pfeile&lt;/b&gt;&lt;/td&gt;&lt;td&gt;nächstes auswählen, verschieben&lt;/td&gt;&lt;/tr&gt;&lt;tr&gt;&lt;td&gt;&lt;b&gt;Alt+Oben, Alt+Unten&lt;/b&gt;&lt;/td&gt;&lt;td&gt;vom Container zu seinem Pod und dessen Gruppe, und zurück&lt;/td&gt;&lt;/tr&gt;&lt;tr&gt;&lt;td&gt;&lt;b&gt;Alt+Umschalt+Pfeile&lt;/b&gt;&lt;/td&gt;&lt;td&gt;nach dieser Seite klonen, mit denselben Verbindungen&lt;/td&gt;&lt;/tr&gt;&lt;tr&gt;&lt;td&gt;&lt;b&gt;Strg+Umschalt+Pfeile&lt;/b&gt;&lt;/td&gt;&lt;td&gt;an dieser Seite ausrichten&lt;/td&gt;&lt;/tr&gt;&lt;tr&gt;&lt;td&gt;&lt;b&gt;Strg+G, Strg+Umschalt+G&lt;/b&gt;&lt;/td&gt;&lt;td&gt;gruppieren, Gruppierung aufheben&lt;/td&gt;&lt;/tr&gt;&lt;tr&gt;&lt;td&gt;&lt;b&gt;Strg+L&lt;/b&gt;&lt;/td&gt;&lt;td&gt;einen Pod an seinem Platz sperren, entsperren&lt;/td&gt;&lt;/tr&gt;&lt;tr&gt;&lt;td&gt;&lt;b&gt;Doppelklick auf eine Notiz&lt;/b&gt;&lt;/td&gt;&lt;td&gt;ihren Text bearbeiten; Strg+Eingabe übernimmt ihn&lt;/td&gt;&lt;/tr&gt;&lt;tr&gt;&lt;td&gt;&lt;b&gt;Strg+Rad, Leertaste+Ziehen&lt;/b&gt;&lt;/td&gt;&lt;td&gt;Zoom, Schwenken&lt;/td&gt;&lt;/tr&gt;&lt;tr&gt;&lt;td&gt;&lt;b&gt;Strg+0, Strg+1, Strg+2&lt;/b&gt;&lt;/td&gt;&lt;td&gt;einpassen, 100 %, Auswahl&lt;/td&gt;&lt;/tr&gt;&lt;tr&gt;&lt;td&gt;&lt;b&gt;Leertaste&lt;/b&gt;&lt;/td&gt;&lt;td&gt;Lauf, Pause&lt;/td&gt;&lt;/tr&gt;&lt;tr&gt;&lt;td&gt;&lt;b&gt;Strg+K, Strg+F&lt;/b&gt;&lt;/td&gt;&lt;td&gt;Befehle, Suche&lt;/td&gt;&lt;/tr&gt;&lt;tr&gt;&lt;td&gt;&lt;b&gt;F2, F6&lt;/b&gt;&lt;/td&gt;&lt;td&gt;umbenennen, nächster Bereich&lt;/td&gt;&lt;/tr&gt;&lt;/table&gt;</translation>
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
        <source>Whole run</source>
        <translation>Ganzer Lauf</translation>
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
    <message>
        <source>Copy the figures of all charts as CSV</source>
        <translation>Die Werte aller Diagramme als CSV kopieren</translation>
    </message>
    <message>
        <source>Copy as CSV</source>
        <translation>Als CSV kopieren</translation>
    </message>
    <message>
        <source>Save the charts as a PNG picture</source>
        <translation>Die Diagramme als PNG-Bild speichern</translation>
    </message>
    <message>
        <source>Save as PNG</source>
        <translation>Als PNG speichern</translation>
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
        <source>Save the charts as a picture</source>
        <translation>Diagramme als Bild speichern</translation>
    </message>
    <message>
        <source>PNG pictures (*.png)</source>
        <translation>PNG-Bilder (*.png)</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>Nicht gespeichert</translation>
    </message>
    <message>
        <source>%1 could not be written.</source>
        <translation>%1 konnte nicht geschrieben werden.</translation>
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
        <source>Groups</source>
        <translation>Gruppen</translation>
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
        <source>Rate</source>
        <translation>Rate</translation>
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
        <source>No worker in this run</source>
        <translation>Kein Arbeiter in diesem Lauf</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>Aufgabe</translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>Versuche</translation>
    </message>
    <message>
        <source>Last error</source>
        <translation>Letzter Fehler</translation>
    </message>
    <message>
        <source>No task was given up</source>
        <translation>Keine Aufgabe wurde aufgegeben</translation>
    </message>
    <message>
        <source>Dead letters, newest</source>
        <translation>Unzustellbare, neueste zuerst</translation>
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
        <source>PASS, measured %1</source>
        <translation>ERFÜLLT, gemessen %1</translation>
    </message>
    <message>
        <source>FAIL, measured %1</source>
        <translation>NICHT ERFÜLLT, gemessen %1</translation>
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
        <source>Save as JSON...</source>
        <translation>Als JSON speichern …</translation>
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
        <source>Reports (*.json)</source>
        <translation>Berichte (*.json)</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>Nicht gespeichert</translation>
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
        <source>Play</source>
        <translation>Abspielen</translation>
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
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>Run time over wall time (Ctrl+. faster, Ctrl+, slower)</source>
        <translation>Laufzeit gegen wirkliche Zeit (Strg+. schneller, Strg+, langsamer)</translation>
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
        <source>Press Play or Deploy first.</source>
        <translation>Erst Abspielen oder Ausrollen drücken.</translation>
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
    <name>bayplan::WhatIfView</name>
    <message>
        <source>Element to vary</source>
        <translation>Element, das verändert wird</translation>
    </message>
    <message>
        <source>What of it to vary</source>
        <translation>Was daran verändert wird</translation>
    </message>
    <message>
        <source>First value</source>
        <translation>Erster Wert</translation>
    </message>
    <message>
        <source>Last value</source>
        <translation>Letzter Wert</translation>
    </message>
    <message>
        <source>How often each value is simulated, with other seeds: more make the intervals narrower.</source>
        <translation>Wie oft jeder Wert simuliert wird, mit anderen Startwerten: Mehr Läufe machen die Vertrauensbereiche schmaler.</translation>
    </message>
    <message>
        <source>What if</source>
        <translation>Was wäre, wenn</translation>
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
        <source>At %1, %2 is the bottleneck: %3 busy.</source>
        <translation>Bei %1 ist %2 der Engpass: zu %3 ausgelastet.</translation>
    </message>
    <message>
        <source>At %1 nothing is short; %2 is the busiest, %3.</source>
        <translation>Bei %1 ist nichts knapp; am stärksten ausgelastet ist %2 mit %3.</translation>
    </message>
    <message>
        <source>Nothing is short at any of these values. Click on a point to take it over.</source>
        <translation>Bei keinem dieser Werte ist etwas knapp. Ein Klick auf einen Punkt übernimmt ihn.</translation>
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
        <source>How many different keys it asks for.</source>
        <translation>Nach wie vielen verschiedenen Schlüsseln gefragt wird.</translation>
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
        <source>Freezes the target: it neither computes nor answers, and its connections stay open.</source>
        <translation>Friert das Ziel ein: Es rechnet und antwortet nicht, seine Verbindungen bleiben offen.</translation>
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
        <source>Worker of a work queue: takes a task, runs your command on it (INPUT_FILE, OUTPUT_FILE), and says that it is done. Without a command it does synthetic work.</source>
        <translation>Arbeiter einer Arbeitswarteschlange: nimmt eine Aufgabe, führt Ihren Befehl darauf aus (INPUT_FILE, OUTPUT_FILE) und meldet sie erledigt. Ohne Befehl leistet er künstliche Arbeit.</translation>
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
        <source>Your program and its arguments; it reads INPUT_FILE and writes OUTPUT_FILE.</source>
        <translation>Ihr Programm und seine Argumente; es liest INPUT_FILE und schreibt OUTPUT_FILE.</translation>
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
        <source>One way, in the simulator; 20 us within a pod unless given.</source>
        <translation>Eine Richtung, im Simulator; 20 us innerhalb eines Pods, wenn nichts angegeben ist.</translation>
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
        <source>Which replica of a service gets the next request; hash: always the same for the same path and query.</source>
        <translation>Welches Replikat eines Dienstes die nächste Anfrage bekommt; hash: für gleichen Pfad und gleiche Abfrage immer dasselbe.</translation>
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
        <source>The clock that the target&apos;s deadlines and leases go by (time since boot) jumps ahead and then runs at another rate until the end. It never goes back: what can is the wall clock.</source>
        <translation>Die Uhr, nach der Fristen und Leases des Ziels gehen (Zeit seit dem Hochfahren), springt vor und geht dann bis zum Ende mit anderer Geschwindigkeit. Zurück geht sie nie: das kann nur die Wanduhr.</translation>
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
        <source>Work queue (section 5.2): hands tasks to workers one by one, at least once. A task that a worker does not finish in time goes to another; one that fails too often is kept as a dead letter with its error. Stages chain: link its next port to another queue, and each output is one task there. Arrivals above workers x rate grow the queue without end.</source>
        <translation>Arbeitswarteschlange (Abschnitt 5.2): gibt Aufgaben einzeln an Arbeiter aus, mindestens einmal. Was ein Arbeiter nicht rechtzeitig schafft, geht an einen anderen; was zu oft scheitert, bleibt als unzustellbar mit seinem Fehler liegen. Stufen lassen sich verketten: den Port „next“ mit einer anderen Schlange verbinden, dort ist jede Ausgabe eine Aufgabe. Mehr Ankünfte als Arbeiter x Rate lassen die Schlange endlos wachsen.</translation>
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
    <name>edit</name>
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
        <source>Drawings or Compose files to open, a window each.</source>
        <translation>Zeichnungen oder Compose-Dateien, die geöffnet werden, jede in einem eigenen Fenster.</translation>
    </message>
</context>
</TS>
