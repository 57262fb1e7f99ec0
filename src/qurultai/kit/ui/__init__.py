"""The visual language: tokens, components and layouts from which every page is made."""
