package onestop.procedures;

/**
 * A paper that an applicant hands in.
 *
 * @param code stable within the procedure
 * @param required whether an application without it is incomplete
 */
public record Paper(String code, String nameVi, String nameEn, boolean required) {}
