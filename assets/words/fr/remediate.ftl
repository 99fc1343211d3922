# Français: remediate

state-todo = à faire
state-doing = en cours
state-done = fait
state-skipped = écarté
state-na = sans objet
phase-contain = Contenir
phase-eradicate = Éradiquer
phase-recover = Rétablir
phase-verify = Vérifier
phase-lessons = Enseignements
fate-open = à décider
fate-clean = saine
fate-repair = réparer
fate-rebuild = réinstaller
fate-retire = retirer
flow-open = ouvert
flow-passed = réussi
flow-failed = échoué
flow-na = sans objet

proof-choose = Fichier qui prouve l’étape
proof-take-out = Écrire le fichier dans
