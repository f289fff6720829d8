package onestop.dossiers.steps;

import onestop.dossiers.handover.ResultHandovers;
import onestop.dossiers.registers.ResultRegisters;
import org.springframework.stereotype.Component;

/** What is recorded of a result beside its dossier: its number, and to whom it was handed. */
@Component
record ResultRecords(ResultHandovers handovers, ResultRegisters registers) {}
