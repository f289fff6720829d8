package onestop.dossiers.steps;

import onestop.kernel.DossierCode;

/**
 * The signer of a step says which draft of the result is signed with it. Published in the
 * transaction that ends the step, under the dossier's lock; a listener refuses what is not the
 * current draft.
 *
 * @param sha256 the hash of the draft as the signer saw it
 */
public record ResultSigned(DossierCode dossier, String sha256) {}
