package onestop.web.conditions;

/** A body whose entity tag is made of a part of it, since the same thing is shown in many ways. */
public interface Tagged {
  /** What the tag is made of: a record, or a value. */
  Object tagged();
}
