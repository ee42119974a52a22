package vane.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/** The classes of all modules that the command line is made of, tests left out. */
final class VaneClasses {
  static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("vane");

  static final JavaClasses CORE =
      ALL.that(resideOutsideOfPackages("vane.report..", "vane.cli..", "vane.engines.."));

  static final JavaClasses REPORT = ALL.that(resideInAnyPackage("vane.report.."));

  static final JavaClasses CLI = ALL.that(resideInAnyPackage("vane.cli.."));

  private VaneClasses() {}
}
