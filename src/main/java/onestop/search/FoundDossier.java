package onestop.search;

import onestop.kernel.DossierCode;

/**
 * A dossier that a search has found.
 *
 * @param source where the words or the number stand; the most telling place if there are several
 * @param newest the smaller, the newer
 */
public record FoundDossier(DossierCode dossier, Source source, long newest) {}
