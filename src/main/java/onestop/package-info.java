@org.jspecify.annotations.NullMarked
package onestop;
